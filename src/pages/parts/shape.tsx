type ShapeName = 'true' | 'false' | 'partial' | 'void' | 'open' | 'due' | 'disputed'

/** The sign of a state or an outcome, as large as the words beside it. Charts draw the same. */
export function ShapeMark({ shape }: { shape: ShapeName }) {
  return (
    <svg class="shape" viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true">
      <Shape shape={shape} />
    </svg>
  )
}

/** The same at the origin, for a picture. */
export function Shape({ shape }: { shape: ShapeName }) {
  return <>{drawings[shape]()}</>
}

const diamond = '0,-7 7,0 0,7 -7,0'

const drawings: Record<ShapeName, () => unknown> = {
  true: () => <circle class="full" r="6" />,
  false: () => <circle class="line" r="5" />,
  partial: () => (
    <>
      <circle class="line" r="5" />
      <path class="full" d="M0-5A5 5 0 0 0 0 5Z" />
    </>
  ),
  void: () => (
    <>
      <circle class="line" r="5" />
      <path class="line" d="M-3.5 3.5 3.5-3.5" />
    </>
  ),
  open: () => <polygon class="line" points="0,-5.6 5.6,0 0,5.6 -5.6,0" />,
  due: () => <polygon class="full" points={diamond} />,
  disputed: () => (
    <>
      <path class="line" d="M-4.5-7V7" />
      <path class="full" d="M-4.5-7H6L3.5-3 6 1H-4.5Z" />
    </>
  ),
}
