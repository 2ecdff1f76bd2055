// Buttons, fields, menus and notices, dressed in the tokens. They know nothing of reports.
import { Check, CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import {
  Button as AriaButton,
  Checkbox as AriaCheckbox,
  type ButtonProps,
  Dialog,
  DialogTrigger,
  Input,
  Label,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  type PopoverProps,
  Radio,
  RadioGroup,
  TextField,
  Tooltip,
  TooltipTrigger,
} from "react-aria-components";

export type Look = "normal" | "primary" | "plain" | "link" | "danger";

export function Button({
  look = "normal",
  className = "",
  ...rest
}: ButtonProps & { look?: Look; className?: string }) {
  return <AriaButton {...rest} className={`button ${look} ${className}`} />;
}

/** A button with a picture only; its name is read and shown on hover. */
export function IconButton({
  name,
  look = "plain",
  className = "",
  ...rest
}: ButtonProps & { name: string; look?: Look; className?: string }) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...rest} aria-label={name} className={`button icon ${look} ${className}`} />
      <Tooltip className="tooltip" offset={6}>
        {name}
      </Tooltip>
    </TooltipTrigger>
  );
}

export interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: ReactNode;
  tone?: "good" | "bad";
  placeholder?: string;
  type?: "text" | "password" | "search";
  tall?: boolean;
  autoFocus?: boolean;
  onEnter?: () => void;
  after?: ReactNode;
  hideLabel?: boolean;
}

export function Field(props: FieldProps) {
  const {
    label,
    value,
    onChange,
    help,
    tone,
    placeholder,
    type = "text",
    tall,
    autoFocus,
    onEnter,
    after,
  } = props;
  return (
    <TextField
      className={tall ? "field tall" : "field"}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      isInvalid={tone === "bad"}
      onKeyDown={(event) => {
        if (event.key === "Enter") onEnter?.();
        // Escape is for what the field stands in.
        else event.continuePropagation();
      }}
    >
      <Label className={props.hideLabel ? "only-read" : "field-label"}>{label}</Label>
      <div className="field-box">
        <Input type={type} placeholder={placeholder} autoComplete="off" spellCheck="false" />
        {after}
      </div>
      {help ? (
        <span className={`field-help ${tone ?? ""}`} role={tone === "bad" ? "alert" : undefined}>
          {help}
        </span>
      ) : null}
    </TextField>
  );
}

export function Checkbox(props: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
  aside?: ReactNode;
  disabled?: boolean;
}) {
  return (
    <AriaCheckbox
      className="check"
      isSelected={props.checked}
      onChange={props.onChange}
      isDisabled={props.disabled}
    >
      <span className="check-box">
        <Check aria-hidden strokeWidth={3} />
      </span>
      <span>{props.children}</span>
      {props.aside !== undefined ? <span className="aside">{props.aside}</span> : null}
    </AriaCheckbox>
  );
}

/** A short choice, all of it visible. */
export function Segments<T extends string>(props: {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: { value: T; label: string; icon?: ReactNode }[];
  showLabels?: boolean;
}) {
  return (
    <RadioGroup
      className="segments"
      aria-label={props.label}
      orientation="horizontal"
      value={props.value}
      onChange={(value) => props.onChange(value as T)}
    >
      {props.options.map((option) => (
        <Radio
          key={option.value}
          value={option.value}
          className="segment"
          aria-label={option.label}
        >
          {option.icon}
          {option.icon && !props.showLabels ? null : option.label}
        </Radio>
      ))}
    </RadioGroup>
  );
}

const nameless = "";

/** A button that opens a small panel beside it. */
export function Panel(props: {
  trigger: ReactNode;
  label: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  placement?: PopoverProps["placement"];
  className?: string;
  /** Open from the start. */
  open?: boolean;
  onClose?: () => void;
}) {
  const { children } = props;
  return (
    <DialogTrigger defaultOpen={props.open} onOpenChange={(open) => open || props.onClose?.()}>
      {props.trigger}
      {/* The dialog within has the name; on the box around it, it would be read twice. */}
      <Popover
        aria-labelledby={nameless}
        className="popover"
        placement={props.placement ?? "bottom start"}
        offset={6}
      >
        <Dialog className={`dialog-body ${props.className ?? ""}`} aria-label={props.label}>
          {({ close }) => (typeof children === "function" ? children(close) : children)}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

export interface MenuEntry {
  id: string;
  label: string;
  icon?: ReactNode;
  aside?: ReactNode;
  disabled?: boolean;
}

export function MenuButton(props: {
  trigger: ReactNode;
  label: string;
  entries: MenuEntry[];
  onAction: (id: string) => void;
  placement?: PopoverProps["placement"];
}) {
  return (
    <MenuTrigger>
      {props.trigger}
      <Popover className="popover" placement={props.placement ?? "bottom start"} offset={6}>
        <Menu
          className="menu"
          aria-label={props.label}
          onAction={(id) => props.onAction(String(id))}
        >
          {props.entries.map((entry) => (
            <MenuItem
              key={entry.id}
              id={entry.id}
              className="menu-item"
              textValue={entry.label}
              isDisabled={entry.disabled}
            >
              {entry.icon}
              <span>{entry.label}</span>
              {entry.aside !== undefined ? <span className="aside">{entry.aside}</span> : null}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

const pictures = { info: Info, warn: TriangleAlert, bad: CircleAlert, good: CircleCheck };
export type Tone = keyof typeof pictures;

export function Notice(props: {
  tone: Tone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  alert?: boolean;
}) {
  const Picture = pictures[props.tone];
  return (
    <div className={`notice ${props.tone}`} role={props.alert ? "alert" : undefined}>
      <Picture aria-hidden />
      <div className="notice-text">
        {props.title ? <strong>{props.title}</strong> : null}
        {props.children}
        {props.actions ? <div className="notice-actions">{props.actions}</div> : null}
      </div>
    </div>
  );
}

export function Badge(props: { tone?: "warn" | "good" | "bad" | "quiet"; children: ReactNode }) {
  return <span className={`badge ${props.tone ?? ""}`}>{props.children}</span>;
}

export function Meter(props: { share: number; label: string }) {
  const percent = Math.round(Math.min(1, Math.max(0, props.share)) * 100);
  return (
    <div
      className="meter"
      role="progressbar"
      aria-label={props.label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div className="meter-fill" style={{ width: `${percent}%` }} />
    </div>
  );
}

/** Whether something has been going on for longer than a moment. */
export function useLasting(active: boolean, after = 500): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!active) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), after);
    return () => clearTimeout(timer);
  }, [active, after]);
  return lasting;
}
