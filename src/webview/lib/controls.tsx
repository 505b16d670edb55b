import type { ComponentChildren } from 'preact';

/** The icons of the panel, drawn on 16 × 16 in the foreground's colour. */
const icons = {
  play: 'M4 2.5v11l9-5.5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  stop: 'M3.5 3.5h9v9h-9z',
  again: 'M13 3v4H9l1.6-1.6A4 4 0 1 0 12 8.5h1.2A5.2 5.2 0 1 1 11.4 4.6z',
  table: 'M2 3h12v10H2zm1 3v2h4V6zm5 0v2h5V6zM3 9v3h4V9zm5 0v3h5V9z',
  book: 'M8 4.2C6.5 3.2 4.500 3 2 3v9.500c2.500 0 4.500.2 6 1.200 1.500-1 3.500-1.200 6-1.200V3c-2.500 0-4.500.2-6 1.200zm-.6 7.800C6.200 11.600 4.800 11.400 3.200 11.300V4.200c1.800.1 3.200.3 4.200 1zm5.400-.7c-1.600.1-3 .3-4.200.7V5.200c1-.7 2.400-.9 4.200-1z',
} as const;
export type IconName = keyof typeof icons;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={icons[name]} fill-rule="evenodd" />
    </svg>
  );
}

export interface ButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
}

/** A quiet button of a toolbar: an icon, its name on hover and for screen readers. */
export function IconButton({ label, icon, onClick, disabled, pressed }: ButtonProps & { readonly icon: IconName; readonly pressed?: boolean }) {
  return (
    <button type="button" class="icon-button" title={label} aria-label={label} aria-pressed={pressed} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}

/** A toolbar button that stays down. */
export function ToggleButton({ label, pressed, onClick, disabled }: ButtonProps & { readonly pressed: boolean }) {
  return (
    <button type="button" class="toggle" aria-pressed={pressed} disabled={disabled} onClick={onClick}>
      {label}
    </button>
  );
}

/** The one thing to do where there is nothing to see. */
export function PrimaryButton({ label, onClick }: ButtonProps) {
  return (
    <button type="button" class="primary" onClick={onClick}>
      {label}
    </button>
  );
}

export interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChange: (value: string) => void;
}

export function Select({ label, value, options, onChange }: SelectProps) {
  return (
    <select class="select" aria-label={label} title={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  /** The largest value; the smallest is 0. */
  readonly max: number;
  /** The value in words, for the caption and for screen readers. */
  readonly text: string;
  readonly onChange: (value: number) => void;
  readonly hideLabel?: boolean;
}

export function Slider({ label, value, max, text, onChange, hideLabel = false }: SliderProps) {
  return (
    <label class="slider">
      {!hideLabel && <span>{label}</span>}
      <input
        type="range"
        min={0}
        max={max}
        value={value}
        aria-label={label}
        aria-valuetext={text}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
      <output class="number">{text}</output>
    </label>
  );
}

/** A sentence where the picture would be, with at most one thing to do. */
export function Message({ children, action }: { readonly children: ComponentChildren; readonly action?: ButtonProps | undefined }) {
  return (
    <div class="message">
      <p>{children}</p>
      {action !== undefined && <PrimaryButton {...action} />}
    </div>
  );
}
