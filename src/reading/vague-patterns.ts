const unitsInOrder = ['hours', 'days', 'weeks', 'months', 'years', 'decades']

/** "In the coming weeks", "weeks ahead", "within weeks", "in a few weeks", alone or after shorter units. */
export function stretch(unit: string): string {
  const shorter = unitsInOrder.slice(0, unitsInOrder.indexOf(unit))
  const listed = `(?:(?:${shorter.join('|')})(?:,? and (?:even )?|,? or (?:(?:even|perhaps|maybe) )?|, | to | and/or ))`
  const units = shorter.length === 0 ? unit : `${listed}{0,3}${unit}`
  const notLength =
    "(?! (?:of|after|following|since|ago|earlier|later|old|into|before|prior|from (?!now|today))\\b)(?!-\\w)(?!' (?!time))"
  return [
    `(?:(?:in|within|over|during|for|through|throughout|across|into)(?: the course of)? )?(?:the )?(?:very )?(?:coming|upcoming|next|approaching)(?: few| several| handful of| number of)? ${units}\\b(?!'|-\\w)(?: (?:ahead|to come)\\b)?`,
    `(?:(?:in|within|over|during|for|through|throughout|across|into)(?: the course of)? )?(?:the )?(?:very |many |several |a few |few )?${units}(?: immediately)? (?:ahead\\b(?! of (?!us|them|him|her|you)\\b)|to come\\b|that lie ahead\\b|which lie ahead\\b)`,
    `(?:in|within|inside) (?:just |only |perhaps |maybe )?(?:a matter of|mere) ${units}\\b${notLength}`,
    `(?:within|inside) (?:just |only )?${units}\\b${notLength}`,
    `in ${units}\\b(?=,? (?:not|rather than|if not) )`,
    `(?:in|within|inside) (?:just |only |the space of )?(?:a few|several)(?: short| more)? ${units}\\b${notLength}(?:'? time\\b)?`,
    `(?:a few|several) ${units} (?:from (?:now|today)|hence)\\b`,
  ].join('|')
}

export function couple(unit: string): string {
  return `(?:(?:in|within|inside|over|during|for) )(?:the )?(?:(?:next|coming) couple|(?:just )?a couple)(?: more)?(?: of)?(?: more)? ${unit}\\b(?! (?:of|after|following|since|ago|earlier|later|before|into)\\b)(?:'? time\\b)?`
}

/** "Short-term rates" is no horizon: joined by a hyphen the words must stand at the end of a clause. */
export function term(length: string): string {
  return `(?:in|over|within|for|during|on|through|throughout) (?:the |a )?(?:${length}(?: |-to-)(?:term|run)\\b(?! (?:rates?|interest|bonds?|yields?|debt))(?!-)|${length}[- ](?:term|run) (?:horizon|period|future)\\b|${length}-(?:term|run)(?=$|[.,;:!?)]| (?:and|but|as|if|while|because|when|is|are|will|could|may|might|would)\\b))`
}
