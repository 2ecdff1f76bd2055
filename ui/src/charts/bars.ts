// Lying bars: people or campaigns from the top, parts one after the other.
import type { EChartsCoreOption } from "echarts/core";
import { axisRoom, base, type Drawing, goalLine, hatch, short, tooltip } from "./drawing";
import type { StackData } from "./model";
import { axisLabel, drawn, stackTip, wholeSteps } from "./stack";

export function bars(data: StackData, drawing: Drawing): EChartsCoreOption {
  const { palette } = drawing;
  const values = drawn(data);
  return {
    ...base(drawing),
    grid: {
      left: 0,
      right: 16,
      top: data.goal ? drawing.size(18) : 4,
      bottom: axisRoom,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    tooltip: {
      ...tooltip(drawing),
      trigger: "axis",
      axisPointer: { type: "none" },
      formatter: (params: unknown) =>
        stackTip(data, (params as { dataIndex: number }[])[0]?.dataIndex ?? 0, drawing),
    },
    xAxis: {
      type: "value",
      max: data.share ? 1 : undefined,
      interval: data.share ? 0.25 : undefined,
      splitNumber: 4,
      minInterval: wholeSteps(data),
      axisLabel: {
        color: palette.text3,
        fontSize: drawing.size(11),
        formatter: axisLabel(data, drawing),
      },
      splitLine: { lineStyle: { color: palette.border } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: data.categories.map((category) => category.label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        color: palette.text2,
        fontSize: drawing.size(11),
        interval: 0,
        formatter: (label: string) => short(label, 20),
      },
    },
    series: data.series.map((series, index) => ({
      type: "bar",
      name: series.label,
      stack: "all",
      data: values[index],
      barMaxWidth: drawing.size(16),
      barCategoryGap: "24%",
      itemStyle: {
        color: palette.color(series.color),
        ...hatch(series, palette),
        borderColor: palette.surface,
        borderWidth: 0.5,
      },
      emphasis: { disabled: true },
      ...(index === 0 ? goalLine(data.goal, drawing) : {}),
    })),
  };
}
