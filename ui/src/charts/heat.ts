// A week by the hour: the deeper, the more. What stands on nothing stays blank.
import type { EChartsCoreOption } from "echarts/core";
import { axisRoom, base, type Drawing, tooltip } from "./drawing";
import { isOff } from "./goals";
import { type HeatCell, type HeatData, isFaint } from "./model";

export function hoursOf(data: HeatData): number[] {
  const hours = data.cells.filter((cell) => cell.n > 0).map((cell) => cell.hour);
  if (hours.length === 0) return [];
  const first = Math.min(...hours);
  return Array.from({ length: Math.max(...hours) - first + 1 }, (_, index) => first + index);
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
  const lines = [head, drawing.value(cell.value, data.unit)];
  if (data.unit === "ratio") lines.push(drawing.of(cell.n));
  if (data.goal && isOff(cell, data)) lines.push(drawing.off(data.goal.label));
  return lines.join("\n");
}

/** The colours from none to the greatest, with their ends in words. */
function scale(greatest: number, data: HeatData, { palette, value, size }: Drawing) {
  return {
    min: 0,
    max: greatest,
    calculable: false,
    // Its mark under the pointer tells the value without unit and rounded to nothing.
    hoverLink: false,
    orient: "horizontal",
    right: 0,
    top: 0,
    itemWidth: 8,
    itemHeight: 72,
    padding: [3, 6],
    inRange: { color: palette.heat },
    textStyle: { color: palette.text3, fontSize: size(11) },
    textGap: 6,
    text: [value(greatest, data.unit), value(0, data.unit)],
  };
}

function axes(hours: number[], { palette, formats, size }: Drawing) {
  const bare = { type: "category", axisLine: { show: false }, axisTick: { show: false } };
  return {
    xAxis: {
      ...bare,
      data: hours.map(String),
      axisLabel: {
        color: palette.text3,
        fontSize: size(11),
        hideOverlap: true,
        formatter: (hour: string) => `${hour} h`,
      },
    },
    yAxis: {
      ...bare,
      inverse: true,
      data: [1, 2, 3, 4, 5, 6, 7].map((day) => formats.weekday(day)),
      axisLabel: { color: palette.text2, fontSize: size(11), interval: 0 },
    },
  };
}

/** Those that are drawn, framed ones last: their frames lie over their neighbours. */
function drawnCells(data: HeatData): HeatCell[] {
  const known = data.cells.filter((cell) => cell.value !== null && cell.n > 0);
  return [
    ...known.filter((cell) => !isOff(cell, data)),
    ...known.filter((cell) => isOff(cell, data)),
  ];
}

/** Faint on few cases, framed where it is off its target. */
function markOf(cell: HeatCell, data: HeatData, { palette }: Drawing) {
  if (isFaint(cell, data)) return { itemStyle: { opacity: 0.35 } };
  return isOff(cell, data) ? { itemStyle: { borderColor: palette.bad, borderWidth: 2 } } : {};
}

export function heat(data: HeatData, drawing: Drawing): EChartsCoreOption {
  const hours = hoursOf(data);
  const known = drawnCells(data);
  return {
    ...base(drawing),
    ...axes(hours, drawing),
    grid: {
      left: 0,
      right: 4,
      top: drawing.size(22),
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
          ...markOf(cell, data, drawing),
        })),
        itemStyle: { borderColor: drawing.palette.surface, borderWidth: 1.5 },
      },
    ],
  };
}

export function heatCellAt(data: HeatData, index: number): HeatCell | undefined {
  return drawnCells(data)[index];
}
