// Mouse and touch pad on the lanes: hover, drag to see a stretch, Space or middle button to pan, wheels.
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import type { Lane } from "../../backend";
import { setTimeline } from "../../state/timeline";
import { laneAt, secondAt } from "../../timeline/hit";
import type { Stretch } from "../../timeline/model";
import { dragged, panned, zoomed } from "../../timeline/zoom";

export interface Hover {
  lane: number;
  second: number;
  x: number;
  y: number;
}

interface Ground {
  lanes: Lane[];
  shown: Stretch;
  whole: Stretch;
  width: number;
  height: number;
  laneHeight: number;
  scrolled: number;
  setHover: (hover: Hover | null) => void;
  onPick: (lane: number, second: number) => void;
  onOpen: (lane: number, second: number) => void;
}

/** A drag that goes less far is a click. */
const slack = 5;

interface Drag {
  kind: "band" | "pan";
  x: number;
  shown: Stretch;
}

/** Wheels with Ctrl come near, with Shift or sideways go along; plain ones scroll the lanes. */
function useWheel(ref: { current: HTMLElement | null }, ground: Ground): void {
  const now = useRef(ground);
  now.current = ground;
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const onWheel = (event: WheelEvent) => {
      const { shown, whole, width } = now.current;
      const length = shown.to - shown.from;
      const along = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (event.ctrlKey || event.metaKey) {
        const x = event.clientX - box.getBoundingClientRect().left;
        const factor = Math.exp(Math.min(1, Math.max(-1, event.deltaY / 240)));
        setTimeline({ stretch: zoomed(shown, factor, secondAt(x, width, shown), whole) });
      } else if (event.shiftKey || sideways) {
        setTimeline({ stretch: panned(shown, (along / width) * length, whole) });
      } else return;
      event.preventDefault();
    };
    box.addEventListener("wheel", onWheel, { passive: false });
    return () => box.removeEventListener("wheel", onWheel);
  }, [ref]);
}

export function useGestures(ground: Ground) {
  const { lanes, shown, whole, width, laneHeight, scrolled, setHover } = ground;
  const ref = useRef<HTMLElement | null>(null);
  const drag = useRef<Drag | null>(null);
  const [band, setBand] = useState<Stretch | null>(null);
  const [hand, setHand] = useState<"" | "may-pan" | "panning">("");
  useWheel(ref, ground);
  const at = (event: { clientX: number; clientY: number }) => {
    const box = ref.current?.getBoundingClientRect();
    const [x, y] = [event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0)];
    const inside = Math.min(width, Math.max(0, x));
    const lane = laneAt(y, scrolled, laneHeight, lanes.length);
    return { x: inside, y, lane, second: secondAt(inside, width, shown) };
  };
  const stop = () => {
    drag.current = null;
    setBand(null);
    setHand("");
  };
  const pointer = {
    onPointerDown: (event: PointerEvent) => {
      const middle = event.button === 1;
      if (event.button > 1) return;
      const kind = middle || hand === "may-pan" ? "pan" : "band";
      drag.current = { kind, x: at(event).x, shown };
      ref.current?.setPointerCapture?.(event.pointerId);
      setHover(null);
      if (kind === "pan") setHand("panning");
      if (middle) event.preventDefault();
    },
    onPointerMove: (event: PointerEvent) => {
      const { x, y, lane, second } = at(event);
      const held = drag.current;
      if (!held) return setHover(lane === null ? null : { lane, second, x, y });
      const moved = ((x - held.x) / width) * (held.shown.to - held.shown.from);
      if (held.kind === "pan") setTimeline({ stretch: panned(held.shown, -moved, whole) });
      else if (Math.abs(x - held.x) > slack)
        setBand(dragged(secondAt(held.x, width, shown), second, whole));
    },
    onPointerUp: (event: PointerEvent) => {
      const held = drag.current;
      const { x, lane, second } = at(event);
      const chosen = band;
      stop();
      if (held?.kind !== "band") return;
      if (chosen) setTimeline({ stretch: chosen });
      else if (lane !== null && Math.abs(x - held.x) <= slack) ground.onPick(lane, second);
    },
    onPointerCancel: stop,
    onPointerLeave: () => setHover(null),
    onDoubleClick: (event: React.MouseEvent) => {
      const { lane, second } = at(event);
      if (lane !== null) ground.onOpen(lane, second);
    },
  };
  /** Whether the key was one of the hand's. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (event.key === "Escape" && drag.current) {
      stop();
      event.stopPropagation();
      return true;
    }
    if (event.key !== " ") return false;
    event.preventDefault();
    if (hand === "") setHand("may-pan");
    return true;
  };
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key === " ") setHand("");
  };
  return { ref, pointer, onKeyDown, onKeyUp, band, mode: hand };
}
