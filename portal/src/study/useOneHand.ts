import { useEffect, useRef } from 'preact/hooks';

interface Tool {
  readonly active: boolean;
  readonly putDown: () => void;
}

/** One tool has the left button: taking another puts the first down. */
export function useOneHand(tools: readonly Tool[]): void {
  const before = useRef(tools.map(() => false));
  const active = tools.map((tool) => tool.active);
  useEffect(() => {
    const taken = active.findIndex((now, index) => now && !before.current[index]);
    before.current = active;
    if (taken >= 0) tools.forEach((tool, index) => index !== taken && tool.active && tool.putDown());
  }, active);
}
