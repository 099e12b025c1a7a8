export interface IdleOptions {
  /** Milliseconds without a touch until the log-off. */
  readonly limit: number;
  /** Milliseconds before the log-off at which the warning comes. */
  readonly warning: number;
  readonly now: () => number;
  /** Whether the desk works by itself, as while it sends files: that is not idle. */
  readonly busy?: () => boolean;
  readonly onWarn: (secondsLeft: number) => void;
  readonly onActive: () => void;
  readonly onIdle: () => void;
}

const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** Logs an abandoned desk off. Compares clock readings, for timers sleep when a laptop does. */
export class IdleWatch {
  private last: number;
  private warned = false;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly options: IdleOptions) {
    this.last = options.now();
  }

  start(): () => void {
    for (const type of touches) addEventListener(type, this.touch, { passive: true, capture: true });
    this.timer = setInterval(this.look, 1000);
    return () => this.stop();
  }

  readonly touch = (): void => {
    // A touch after the limit, before the timer woke, must not revive the session.
    if (this.options.now() - this.last >= this.options.limit) return this.look();
    this.last = this.options.now();
    if (this.warned) this.options.onActive();
    this.warned = false;
  };

  readonly look = (): void => {
    if (this.options.busy?.()) return this.touch();
    const left = this.last + this.options.limit - this.options.now();
    if (left <= 0) {
      this.stop();
      this.options.onIdle();
    } else if (left <= this.options.warning) {
      this.warned = true;
      this.options.onWarn(Math.ceil(left / 1000));
    }
  };

  private stop(): void {
    clearInterval(this.timer);
    for (const type of touches) removeEventListener(type, this.touch, { capture: true });
  }
}
