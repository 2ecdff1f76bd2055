// A week by the hour: the deeper, the more. What stands on nothing stays blank.
import type { EChartsCoreOption } from "echarts/core";
import { axisRoom, base, type Drawing, tooltip } from "./drawing";
import type { HeatCell, HeatData } from "./model";

export function hoursOf(data: HeatData): number[] {
  const hours = data.cells.filter((cell) => cell.n > 0).map((cell) => cell.hour);
  if (hours.length === 0) return [];
  const first = Math.min(...hours);
  return Array.from({ length: Math.max(...hours) - first + 1 }, (_, index) => first + index);
}

/** Rates of fewer units than this say little: they are drawn faint and do not stretch the colours. */
const enough = 30;

function isFaint(cell: HeatCell, data: HeatData): boolean {
  return data.unit === "ratio" && cell.n < enough;
}

/** The value of the deepest colour. */
function greatestOf(known: HeatCell[], data: HeatData): number {
  const solid = known.filter((cell) => !isFaint(cell, data));
  const values = (solid.length > 0 ? solid : known).map((cell) => cell.value ?? 0);
  return Math.max(...values, data.unit === "ratio" ? 0.01 : 1);
}

/** The cell under the pointer in words. */
function heatTip(cell: HeatCell, data: HeatData, drawing: Drawing): string {
  const head = `${drawing.formats.weekday(cell.weekday)} ${cell.hour}:00–${cell.hour}:59`;
  const value = drawing.value(cell.value, data.unit);
  return data.unit === "ratio" ? `${head}\n${value}\n${drawing.of(cell.n)}` : `${head}\n${value}`;
}

/** The colours from none to the greatest, with their ends in words. */
function scale(greatest: number, data: HeatData, { palette, value }: Drawing) {
  return {
    min: 0,
    max: greatest,
    calculable: false,
    orient: "horizontal",
    right: 0,
    top: 0,
    itemWidth: 8,
    itemHeight: 72,
    padding: [3, 6],
    inRange: { color: palette.heat },
    textStyle: { color: palette.text3, fontSize: 11 },
    textGap: 6,
    text: [value(greatest, data.unit), value(0, data.unit)],
  };
}

function axes(hours: number[], { palette, formats }: Drawing) {
  const bare = { type: "category", axisLine: { show: false }, axisTick: { show: false } };
  return {
    xAxis: {
      ...bare,
      data: hours.map(String),
      axisLabel: {
        color: palette.text3,
        fontSize: 11,
        hideOverlap: true,
        formatter: (hour: string) => `${hour} h`,
      },
    },
    yAxis: {
      ...bare,
      inverse: true,
      data: [1, 2, 3, 4, 5, 6, 7].map((day) => formats.weekday(day)),
      axisLabel: { color: palette.text2, fontSize: 11, interval: 0 },
    },
  };
}

export function heat(data: HeatData, drawing: Drawing): EChartsCoreOption {
  const hours = hoursOf(data);
  const known = data.cells.filter((cell) => cell.value !== null && cell.n > 0);
  return {
    ...base(drawing),
    ...axes(hours, drawing),
    grid: {
      left: 0,
      right: 4,
      top: 22,
      bottom: axisRoom,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    tooltip: {
      ...tooltip(drawing),
      formatter: (params: unknown) => {
        const cell = known[(params as { dataIndex: number }).dataIndex];
        return cell ? heatTip(cell, data, drawing) : "";
      },
    },
    visualMap: scale(greatestOf(known, data), data, drawing),
    series: [
      {
        type: "heatmap",
        progressive: 0,
        emphasis: { disabled: true },
        data: known.map((cell) => ({
          value: [hours.indexOf(cell.hour), cell.weekday - 1, cell.value],
          ...(isFaint(cell, data) ? { itemStyle: { opacity: 0.35 } } : {}),
        })),
        itemStyle: { borderColor: drawing.palette.surface, borderWidth: 1.5 },
      },
    ],
  };
}

export function heatCellAt(data: HeatData, index: number): HeatCell | undefined {
  return data.cells.filter((cell) => cell.value !== null && cell.n > 0)[index];
}
