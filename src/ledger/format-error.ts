/** Text or bytes are not in the form their specification asks for. The message says which and why. */
export class FormatError extends Error {}
