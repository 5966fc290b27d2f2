/** The prompt that a first visit opens with. Apart from its sample, since it is shown before the app has loaded. */
export const firstPreamble = 'Give three creative uses for {item}. The reader is {audience}.';
