// A date by typing, in the order of the region.
import { parseDate } from "@internationalized/date";
import { DateField, DateInput, DateSegment, Label } from "react-aria-components";

export function DayInput(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  showLabel?: boolean;
}) {
  const date = /^\d{4}-\d{2}-\d{2}/.test(props.value) ? parseDate(props.value.slice(0, 10)) : null;
  return (
    <DateField
      className="field"
      value={date}
      onChange={(chosen) => props.onChange(chosen ? chosen.toString() : "")}
    >
      <Label className={props.showLabel ? "field-label" : "only-read"}>{props.label}</Label>
      <DateInput className="field-box day-input">
        {(segment) => <DateSegment segment={segment} className="day-part" />}
      </DateInput>
    </DateField>
  );
}
