interface Sequencing {
  /** Says that something was written. Returns at once. */
  wrote(): void
  /** Lets a run that is under way end, and starts no other. */
  stop(): Promise<void>
}

interface Pace {
  /** Milliseconds from a write to the run that takes it, so that many writes make one checkpoint. */
  delay: number
  /** Milliseconds after which there is a run anyhow. */
  every: number
}

/** Runs `work` soon after each write, again and again but never twice at once, and now and then without any. */
export function keepSequencing(work: () => Promise<unknown>, { delay, every }: Pace): Sequencing {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let soon = false
  let again = false
  let stopped = false

  function runIn(milliseconds: number): void {
    if (stopped) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = run()
    }, milliseconds)
    timer.unref()
  }
  async function run(): Promise<void> {
    again = false
    soon = false
    try {
      await work()
    } catch (error) {
      console.error('The ledger was not sequenced:', error instanceof Error ? error.message : error)
    }
    running = undefined
    if (again) wrote()
    else runIn(every)
  }
  function wrote(): void {
    if (running !== undefined) again = true
    else if (!soon) {
      soon = true
      runIn(delay)
    }
  }
  wrote()
  return {
    wrote,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
