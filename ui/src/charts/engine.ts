// ECharts with what our charts need of it, and the options of each kind.
import { BarChart, HeatmapChart } from "echarts/charts";
import {
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
} from "echarts/components";
import { type ECharts, type EChartsCoreOption, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { bars } from "./bars";
import { columns } from "./columns";
import type { Drawing } from "./drawing";
import { heat } from "./heat";
import type { ChartData } from "./model";

use([
  BarChart,
  HeatmapChart,
  GridComponent,
  TooltipComponent,
  MarkLineComponent,
  VisualMapContinuousComponent,
  CanvasRenderer,
]);

export type { ECharts, EChartsCoreOption };
export { init };

export function optionOf(data: ChartData, drawing: Drawing): EChartsCoreOption {
  if (data.kind === "heat") return heat(data, drawing);
  return data.kind === "bars" ? bars(data, drawing) : columns(data, drawing);
}
