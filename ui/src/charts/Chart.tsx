// The one wrapper around ECharts: a canvas that follows its box, its data and the theme.
import { BarChart, HeatmapChart } from "echarts/charts";
import { GridComponent, TooltipComponent, VisualMapContinuousComponent } from "echarts/components";
import { type ECharts, type EChartsCoreOption, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useMemo, useRef } from "react";
import { bars } from "./bars";
import { columns } from "./columns";
import type { Drawing } from "./drawing";
import { heat, heatCellAt } from "./heat";
import type { ChartData, MarkPlace } from "./model";

use([
  BarChart,
  HeatmapChart,
  GridComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
  CanvasRenderer,
]);

function optionOf(data: ChartData, drawing: Drawing): EChartsCoreOption {
  if (data.kind === "heat") return heat(data, drawing);
  return data.kind === "bars" ? bars(data, drawing) : columns(data, drawing);
}

function placeOf(
  data: ChartData,
  event: { seriesIndex?: number; dataIndex?: number },
): MarkPlace | null {
  const index = event.dataIndex ?? -1;
  if (data.kind !== "heat") return { series: event.seriesIndex ?? 0, category: index };
  const cell = heatCellAt(data, index);
  return cell ? { weekday: cell.weekday, hour: cell.hour } : null;
}

export interface ChartProps {
  data: ChartData;
  drawing: Drawing;
  /** The sentence that stands for the picture. */
  sentence: string;
  onPick: (place: MarkPlace) => void;
}

export function Chart({ data, drawing, sentence, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const option = useMemo(() => optionOf(data, drawing), [data, drawing]);

  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current, null, { renderer: "canvas" });
    chart.current = made;
    const follow = new ResizeObserver(() => made.resize());
    follow.observe(box.current);
    return () => {
      follow.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const made = chart.current;
    if (!made) return;
    made.setOption(option, { notMerge: true });
    const onClick = (event: { seriesIndex?: number; dataIndex?: number }) => {
      const place = placeOf(data, event);
      if (place) pick.current(place);
    };
    made.on("click", onClick);
    return () => {
      made.off("click", onClick);
    };
  }, [option, data]);

  return <div className="chart-canvas" ref={box} role="img" aria-label={sentence} />;
}
