// How wide a picture may be: drawn at its real size, so that its type is never scaled.

import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** A ref for the box to be measured, and its width in px. */
export function useWidth<Box extends HTMLElement>(first = 640) {
  const box = useRef<Box>(null);
  const [width, setWidth] = useState(first);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { box, width };
}
