/**
 * Sentence frames: `title | sentence | the same in a few words`. In groups of three, so that every candidate gets a group of its own;
 * the third of a group asks for more than the other two, so that there is something to criticise.
 */
export const uses = bank(`
  Paperweight | Set {the} on a stack of loose papers so that a draught cannot scatter the pages. | Hold down loose papers.
  Drawing model | Put {the} under a lamp and draw what you see from three sides. | Draw what you see.
  Hanging mobile | Drill a small hole in {the} and hang {it} from a wire, for which you need pliers and a steady hand. | Drill a hole and hang {it} up.
  Stencil | Trace the outline of {the} again and again until it becomes a pattern. | Trace the outline as a pattern.
  Reminder | Leave {the} by the front door as a sign that there is one more errand. | Leave {it} out as a reminder.
  Wall piece | Cut a board to size with a saw and glue {the} to the middle as a small piece of wall art. | Glue {it} to a board as art.
  Stamp | Press {the} into soft clay or wet sand to leave a print. | Press a print into clay.
  Measure | Lay {the} along a shelf again and again to compare lengths without a ruler. | Compare lengths without a ruler.
  Lamp foot | Fix {the} to a lamp socket with a screwdriver and special glue that costs a little money. | Glue {it} to a lamp socket.
  Story starter | Pass {the} round the table and let everyone add one sentence to a story about {it}. | Begin a story with {it}.
  Hidden treasure | Hide {the} in a room and call hot or cold to whoever is looking. | Hide {it} for a guessing game.
  Plant marker | Engrave a name with a special tool and stand {the} in a flower pot as a marker. | Engrave {it} with a tool.
`);

export const ideas = bank(`
  Start small | Begin with one part of {the} that can be finished today. | Begin with one small part.
  Ask first | Ask two people what they hope for from {the} before anything is fixed. | Ask two people first.
  Set a budget | Write down how much money and time {the} may cost, and keep the figure in sight. | Write down a budget.
  Choose a theme | Pick one colour, place or season and let it guide {the}. | Pick one theme.
  Share the work | Give each person one clear job in {the}. | Give everyone one job.
  Go professional | Pay an expert for the part of {the} that is dull or difficult. | Pay an expert for the dull part.
  Try it out | Run a trial of {the} on a small scale and note what surprises you. | Run a small trial.
  Leave something out | Drop the part of {the} that nobody would miss. | Drop what nobody would miss.
  Keep a record | Buy a good notebook and write a full page on {the} every evening. | Write a page every evening.
  Borrow what worked | Take one thing that went well last time and build {the} around it. | Reuse what went well.
  Save a surprise | Keep one detail of {the} secret until the end. | Keep one detail secret.
  Plan the ending | Decide how {the} should end, because the ending is what people remember. | Plan the ending early.
`);

export const steps = bank(`
  Prepare | Lay out everything that {the} calls for before you begin. | Lay everything out.
  Small step | Do the smallest step first and see how it goes. | Do the smallest step first.
  Tools | Buy or borrow the special tools that make {the} easier. | Borrow the special tools.
  Watch | Watch somebody who is good at {the} and copy one thing. | Copy someone who is good at it.
  Time | Keep ten minutes free for {the} at the same time every day. | Keep ten minutes free.
  Help | Pay a teacher for one lesson on {the}, if you can spare the money. | Pay for one lesson.
  Check | Stop half-way, look at the result so far and change one thing. | Stop half-way and check.
  Notes | Write down what went well with {the} and what you would change. | Write down what went well.
  Repeat | Come back to {the} after a week and notice what has become easy. | Come back after a week.
`);

export const reasons = bank(`
  Time | {The} can save time that would go into small, repeated tasks. | Time is saved.
  Clarity | {The} make{s} it plain what comes first and what can wait. | Priorities become clear.
  Cost | {The} may cost money at first and pay it back over the years. | The cost comes back.
  Company | {The} give{s} people something to share and to talk about. | People share more.
  Calm | {The} can bring calm to a busy day. | A busy day grows calmer.
  Skill | {The} take{s} practice, and practice builds a skill that lasts. | Practice builds a skill.
  Freedom | {The} leave{s} room to choose your own pace. | You choose your pace.
  Habit | {The} turn{s} a good intention into a habit. | Intentions become habits.
  Play | {The} bring{s} some play into serious work. | Work becomes playful.
  Order | {The} help{s} to put things in order. | Things find their order.
  Tools | {The} may call for special tools, and those last for years. | Good tools last.
  Reach | {The} may open doors that would take years to open in another way. | New doors open.
`);

export const questions = bank(`
  First thought | What comes to mind first when you think of {the}? | What comes to mind first?
  Change | What would you change about {the} if you could change one thing? | What would you change?
  Cost | How much time and money would you give for {the}? | What may it cost?
  Memory | When did {the} last surprise you? | What surprised you last?
  Missing | What would you miss most without {the}? | What would you miss?
  Teaching | How would you explain {the} to someone who has never heard of {it}? | How would you explain it?
  Others | Who else should have a say about {the}? | Who else has a say?
  Next step | What is the smallest next step with {the}? | What is the next step?
  Doubt | Which doubt about {the} do you keep to yourself? | Which doubt remains?
  Help | Who could help you with {the}? | Who could help?
  Place | Where do you feel most at home with {the}? | Where do you feel at home?
  Time | How will you see {the} in ten years? | How will it be in ten years?
`);

export const names = bank(`
  Name | Simply {Name} | Simply {Name}
  Name | The {Name} Room | The {Name} Room
  Name | {Name} and Company | {Name} and Company
  Name | Hello {Name} | Hello {Name}
  Name | Everyday {Name} | Everyday {Name}
  Name | The Little Book of {Name} | The Little Book of {Name}
  Name | {Name} at Home | {Name} at Home
  Name | All About {Name} | All About {Name}
  Name | {Name}, Step by Step | {Name}, Step by Step
  Name | Planet {Name} | Planet {Name}
  Name | The {Name} Papers | The {Name} Papers
  Name | {Name} Tomorrow | {Name} Tomorrow
`);

export const description = bank(`
  First look | {The} {is} made for people who like things that do one job well. | {The} {does} one job well.
  Every day | From the first morning, {the} fit{s} into the day without asking for attention. | {The} fit{s} into your day.
  Quality | You will notice the care in the details each time you reach for {the}. | Every detail shows care.
  Purpose | {The} take{s} one small worry off your mind, at home and on the way. | {The} take{s} a worry off your mind.
  Feel | Pick {it} up once and you will know where {it} belongs. | Pick {it} up once and you know.
  Gift | {The} also make{s} a gift that is easy to choose and hard to forget. | {The} make{s} a good gift.
  Lasting | Nothing about {the} is there for show, so nothing has to be replaced when fashions change. | {The} will outlast a fashion.
  Choice | If you compare, take your time: {the} will still be the simple choice. | {The} {is} the simple choice.
  Invitation | See {the} for yourself and decide in your own time. | See for yourself.
`);

export const explanation = bank(`
  Purpose | The easiest way into {the} is to ask what would be missing without {it}. | Ask what would be missing without {it}.
  Parts | Look at the parts of {the} one at a time, and then at how each part depends on the next. | Look at one part at a time.
  Change | Watch what is different before and after, because {the} show{s} most clearly in what changes. | Compare before and after.
  Everyday view | Somewhere in an ordinary day you have met {the} already, perhaps under another name. | You have met {it} before.
  Comparison | It helps to set {the} beside something familiar and to name one likeness and one difference. | Compare {it} with something familiar.
  Limits | It is just as useful to know where {the} stop{s} and something else begins. | Know where {it} ends.
  Order | What comes first matters: learn the plain case of {the} before the exceptions. | Learn the plain case first.
  Test | A good test is to explain {the} aloud in your own words. | Explain {it} in your own words.
  Question | Keep one question about {the} open, since that is where learning goes on. | Keep one question open.
`);

export const story = bank(`
  Beginning | It began on a quiet morning with {a} and nobody to ask about {it}. | It began with {a}.
  Walk | By noon the whole street had heard of {the}. | The street heard by noon.
  Doubt | Some people laughed, and one old woman did not. | One old woman did not laugh.
  Turn | Then the rain came, and {the} turned out to be just what was needed. | Then the rain came.
  Night | At night a light was left on beside {the}, for no reason that anyone would give. | A light was left on.
  Help | A child was the first to see what {the} could do. | A child saw it first.
  Morning | The next day looked the same and felt different. | The next day felt different.
  Telling | Years later people still told the story of {the}, and each of them told it another way. | Years later people still told it.
  End | So everything was back in its place, except for those who had been there. | And so it ended.
`);

export const reply = bank(`
  Receipt | Your message about {the} has arrived and has been read with care. | Your message has arrived.
  Understanding | It is clear from your words that {the} {is} important to you. | Your point is clear.
  Next step | The next step is to look into {the} and to come back to you with an answer. | We will look into it.
  Details | A date, a place or a number would help to find out more about {the}. | More details would help.
  Time | You will hear about {the} as soon as there is something definite to say. | You will hear soon.
  Options | If {the} cannot wait, say so, and it will be put first. | Say so if it cannot wait.
  Patience | Thank you for the patience that {the} may ask of you. | Thank you for your patience.
  Record | Your words about {the} have been noted so that you need not repeat them. | Your words have been noted.
  Contact | One short answer to this message is enough to reach the right person. | A short answer is enough.
`);

/** For what cannot be answered by rules: says what an answer would have, and claims nothing about the topic. */
export const outline = bank(`
  Opening | An answer about {the} would open with one plain sentence that says the main thing. | Open with the main thing.
  Facts | After that would come two or three facts about {the}, each with its source. | Add two or three facts.
  Detail | Then it would go into detail, which costs the reader some time and needs expert words. | Go into detail.
  Reader | Who is asking about {the} decides what can be left out. | Think of who is asking.
  Order | The order would run from what is known about {the} to what is new. | Go from known to new.
  Figures | A table of figures would follow, for readers with special tools and a good deal of patience. | Add a table of figures.
  Doubt | Where something about {the} is uncertain, the answer would say so. | Say what is uncertain.
  Comparison | One comparison would set {the} beside something familiar. | Compare it with something familiar.
  Ending | It would end with what to do next about {the}, at what cost and by when. | End with what to do next.
`);

/** Places where something could happen, for examples. */
export const situations = [
  'a rainy Sunday at home',
  'a crowded desk on a Monday morning',
  'a kitchen shared by four people',
  'a long journey by train',
  'the first day in a new place',
  'an afternoon with friends',
  'a garden in early spring',
  'a school project',
];

/** Closing sentences by length, so that an exact number of words can be met. */
export const fillers = [
  'Try it.',
  'Begin with that.',
  'That is a start.',
  'Take your time with it.',
  'The rest is up to you.',
  'A small start is a good start.',
  'Choose whatever suits the day and the place.',
];

export interface Frame {
  readonly title: string;
  readonly full: string;
  readonly short: string;
}

function bank(lines: string): readonly Frame[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [title = '', full = '', short = ''] = line.split('|').map((part) => part.trim());
      return { title, full, short };
    });
}
