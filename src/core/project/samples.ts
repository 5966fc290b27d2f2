import { firstSample, type Sample, sample } from './first-sample';

/** With work in it that is too much to be built: a file of ours beside the page, fetched when it is chosen. */
export interface FetchedSample extends Pick<Sample, 'key' | 'name' | 'about'> {
  /** From the page. */
  readonly path: string;
  /** Its preamble, where it is a prompt to work on: by that it is told from one of the author's own. */
  readonly preamble?: string;
}

export const samples: readonly Sample[] = [
  firstSample,
  sample({
    key: 'summarise-for-a-child',
    name: 'Summarise for a child',
    about: 'A long input and a reader with needs: teach the prompt how to speak to them.',
    preamble: 'Summarise the text below for a child of nine years.\n\nText:\n{text}',
    principles: ['Explain every word that a child of nine may not know.'],
    sets: [
      {
        name: 'Tides',
        values: {
          text:
            'Twice a day the sea climbs the beach and falls back again. The cause is far away: the moon pulls on the water of the ' +
            'ocean, and the side of the earth that faces it swells a little. A second bulge rises on the far side, where the pull is ' +
            'weakest. As the earth turns, each coast passes through both bulges, and so has two high tides and two low ones in a ' +
            'little more than a day. When sun and moon stand in one line their pulls add up, and the difference between high and ' +
            'low water is greatest; fishermen call this a spring tide, although it has nothing to do with the season.',
        },
      },
      {
        name: 'Bread',
        values: {
          text:
            'Dough rises because of yeast, a fungus so small that a spoonful holds billions of living cells. Yeast feeds on the ' +
            'sugars in flour and breathes out carbon dioxide. Kneading links the proteins of the flour into an elastic net called ' +
            'gluten, which holds the gas in thousands of bubbles. In the oven the bubbles grow, the water turns to steam, and at ' +
            'about sixty degrees the yeast dies. The net sets, the crust browns, and what was a sticky lump has become a loaf.',
        },
      },
    ],
  }),
  sample({
    key: 'product-description',
    name: 'Product description',
    about: 'Facts in, advertising out: keep the text honest while it sells.',
    preamble:
      'Write a description of {product} for an online shop.\n\nFacts:\n{facts}\n\nThe customers are {audience}.',
    principles: ['Avoid claims that the facts do not support.'],
    sets: [
      {
        name: 'Rucksack, commuters',
        values: {
          product: 'the Tern 18 rucksack',
          facts:
            '18 litres, 620 grams, recycled sailcloth, sleeve for a 14-inch laptop, two bottle pockets, repairs free for ten years',
          audience: 'people who cycle to work',
        },
      },
      {
        name: 'Lamp, readers',
        values: {
          product: 'the Ember bedside lamp',
          facts: 'warm light from 2 to 400 lumens, dims by turning the base, oak foot, LED can be replaced, no app',
          audience: 'people who read in bed beside someone who sleeps',
        },
      },
      {
        name: 'Tea, gifts',
        values: {
          product: 'a box of six mountain teas',
          facts: '6 x 20 grams of loose leaf, grown in Nepal, picked by hand in spring, letterbox size',
          audience: 'people who look for a small gift',
        },
      },
    ],
  }),
];

export const fetchedSamples: readonly FetchedSample[] = [
  {
    key: 'museum-guide',
    name: 'Museum guide',
    about:
      'A conversation with a bot, in three branches: what was said of its replies became principles, and one more is proposed.',
    path: 'samples/museum-guide.project.json',
    preamble: `You are Mila, a guide in the Museum of Clocks. You like to make visitors curious.

The museum is open from ten to five, and on Sundays from one to five. On Mondays it is closed.
A ticket costs 12 euros. Children under six get in free.
The oldest clock was built in 1550 and still runs. The tower clock has one hand only. The water clock shows the hours with a floating swan.
Tours start at eleven and at three. The café on the roof sells cake.`,
  },
  {
    key: 'support-triage',
    name: 'Support triage',
    about:
      'A finished training run: rules that sort support tickets for five teams, and how well they do on held-out rows.',
    path: 'samples/support-triage.project.json',
  },
];
