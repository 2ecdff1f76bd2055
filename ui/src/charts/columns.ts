// Standing columns: time from left to right, parts one over the other.
import type { EChartsCoreOption } from "echarts/core";
import { axisRoom, base, type Drawing, tooltip } from "./drawing";
import type { StackData } from "./model";
import { axisLabel, drawn, stackTip, wholeSteps } from "./stack";

export function columns(data: StackData, drawing: Drawing): EChartsCoreOption {
  const { palette } = drawing;
  const values = drawn(data);
  return {
    ...base(drawing),
    grid: {
      left: 0,
      right: 8,
      top: 8,
      bottom: axisRoom,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    tooltip: {
      ...tooltip(drawing),
      trigger: "axis",
      axisPointer: { type: "shadow", shadowStyle: { color: palette.text, opacity: 0.06 } },
      formatter: (params: unknown) =>
        stackTip(data, (params as { dataIndex: number }[])[0]?.dataIndex ?? 0, drawing),
    },
    xAxis: {
      type: "category",
      data: data.categories.map((category) => category.label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.border } },
      axisLabel: { color: palette.text3, fontSize: drawing.size(11), hideOverlap: true },
    },
    yAxis: {
      type: "value",
      splitNumber: 4,
      minInterval: wholeSteps(data),
      max: data.share ? 1 : undefined,
      axisLabel: {
        color: palette.text3,
        fontSize: drawing.size(11),
        formatter: axisLabel(data, drawing),
      },
      splitLine: { lineStyle: { color: palette.border } },
    },
    series: data.series.map((series, index) => ({
      type: "bar",
      name: series.label,
      stack: "all",
      data: values[index],
      barMaxWidth: 36,
      barCategoryGap: "22%",
      itemStyle: { color: palette.color(series.color) },
      emphasis: { disabled: true },
    })),
  };
}
