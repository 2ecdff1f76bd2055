// A list to choose from by typing part of a name.
import { ChevronDown } from "lucide-react";
import {
  Button,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components";

export interface Option {
  id: string;
  label: string;
  aside?: string;
}

export function Combo(props: {
  label: string;
  options: Option[];
  value: string | null;
  onChange: (id: string | null) => void;
  placeholder?: string;
  hideLabel?: boolean;
  emptyText: string;
  openLabel: string;
  tall?: boolean;
}) {
  return (
    <ComboBox
      className={props.tall ? "field tall" : "field"}
      selectedKey={props.value}
      defaultItems={props.options}
      onSelectionChange={(key) => props.onChange(key === null ? null : String(key))}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      <Label className={props.hideLabel ? "only-read" : "field-label"}>{props.label}</Label>
      <div className="field-box">
        <Input placeholder={props.placeholder} />
        <Button className="button icon plain" aria-label={props.openLabel}>
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <Popover className="popover" offset={4}>
        <ListBox
          className="menu"
          renderEmptyState={() => <div className="menu-heading">{props.emptyText}</div>}
        >
          {(option: Option) => (
            <ListBoxItem id={option.id} className="menu-item" textValue={option.label}>
              <span>{option.label}</span>
              {option.aside ? <span className="aside">{option.aside}</span> : null}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
