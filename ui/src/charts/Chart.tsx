// The one wrapper around ECharts: a canvas that follows its box, its data and the theme.
import { useCallback, useEffect, useMemo, useRef } from "react";
import { drawSoon } from "../shared/together";
import type { Drawing } from "./drawing";
import { type ECharts, init, optionOf } from "./engine";
import { heatCellAt } from "./heat";
import type { ChartData, MarkPlace } from "./model";
import { coordinatesOf } from "./points";
import { Walk } from "./Walk";

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
  title: string;
  /** The sentence that stands for the picture. */
  sentence: string;
  onPick: (place: MarkPlace) => void;
}

export function Chart({ data, drawing, title, sentence, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const option = useMemo(() => optionOf(data, drawing), [data, drawing]);

  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current, null, { renderer: "canvas" });
    chart.current = made;
    const follow = new ResizeObserver(([entry]) => {
      const { clientWidth, clientHeight } = entry?.target ?? {};
      if (clientWidth !== made.getWidth() || clientHeight !== made.getHeight()) made.resize();
    });
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
    // In the size that it has by then: a legend that comes or goes would have it drawn twice.
    const takeBack = drawSoon(() => {
      made.setOption(option, { notMerge: true, lazyUpdate: true });
      made.resize();
      made.getZr().flush();
    });
    const onClick = (event: { seriesIndex?: number; dataIndex?: number }) => {
      const place = placeOf(data, event);
      if (place) pick.current(place);
    };
    made.on("click", onClick);
    return () => {
      takeBack();
      made.off("click", onClick);
    };
  }, [option, data]);

  const locate = useCallback(
    (place: MarkPlace) => {
      const at = coordinatesOf(data, place);
      const pixel = at && chart.current?.convertToPixel({ gridIndex: 0 }, at);
      const [left, top] = Array.isArray(pixel) ? pixel : [];
      const width = box.current?.clientWidth ?? 0;
      return left === undefined || top === undefined ? null : { left, top, width };
    },
    [data],
  );

  return (
    <Walk data={data} title={title} locate={locate} onPick={onPick}>
      <div className="chart-canvas" ref={box} role="img" aria-label={sentence} />
    </Walk>
  );
}
