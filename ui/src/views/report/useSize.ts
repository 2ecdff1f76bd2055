// The size of a box as the page lays it out.
import { useCallback, useRef, useState } from "react";

export interface Size {
  width: number;
  height: number;
}

/** Null until the box is there. A page without layout, as in tests, gets a usual size. */
export function useSize(): [(box: HTMLElement | null) => void, Size | null] {
  const [size, setSize] = useState<Size | null>(null);
  const follow = useRef<ResizeObserver | null>(null);
  const measure = useCallback((box: HTMLElement | null) => {
    follow.current?.disconnect();
    if (!box) return;
    const read = () => {
      const next = { width: box.clientWidth || 1024, height: box.clientHeight || 560 };
      setSize((held) => (held?.width === next.width && held.height === next.height ? held : next));
    };
    read();
    follow.current = new ResizeObserver(read);
    follow.current.observe(box);
  }, []);
  return [measure, size];
}
