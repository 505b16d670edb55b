import { adjectivesOf, aspects, words, type Aspect, type ReviewGrammar, type Topic } from './review-grammar';

export function englishReviews(): ReviewGrammar {
  const was = (topic: Topic, { name, plural }: Aspect): string => `${name} ${topic.verb[plural ? 1 : 0]}`;
  return {
    topics: [
      {
        openings: ['We saw it on Friday.', 'I went to the cinema with my sister.', 'It is two hours long.'],
        aspects: aspects('the plot', 'the ending', 'the music', 'the dialogue', 'the first scenes/p'),
        good: words('superb moving brilliant original gripping clever'),
        bad: words('boring predictable clumsy weak tedious mediocre'),
        verb: ['was', 'were'],
      },
      {
        openings: ['We had dinner there on Sunday.', 'It is the new place by the market.', 'My grandmother chose the table.'],
        aspects: aspects('the soup', 'the rice', 'the fish', 'the desserts/p', 'the empanadas/p', 'the bread'),
        good: words('delicious exquisite tasty wonderful perfect fresh'),
        bad: words('cold bland burnt salty stale greasy'),
        verb: ['was', 'were'],
      },
      {
        openings: ['I have had this phone for a month.', 'It came on Tuesday.', 'My old one fell into the sea.'],
        aspects: aspects('the screen', 'the camera', 'the sound', 'the battery', 'the buttons/p'),
        good: words('excellent magnificent flawless reliable outstanding'),
        bad: words('dreadful faulty disappointing mediocre useless'),
        verb: ['is', 'are'],
      },
      {
        openings: ['We stayed for two nights.', 'The bus stops at the door.', 'It is a small hotel in the hills.'],
        aspects: aspects('the room', 'the bathroom', 'the terrace', 'the beds/p', 'the garden'),
        good: words('lovely comfortable cosy spotless bright'),
        bad: words('dirty noisy gloomy uncomfortable tiny'),
        verb: ['was', 'were'],
      },
      {
        openings: ['I read it in two afternoons.', 'A friend lent me the book.', 'It has four hundred pages.'],
        aspects: aspects('the story', 'the beginning', 'the last chapter', 'the characters/p', 'the drawings/p'),
        good: words('fascinating charming touching beautiful memorable funny'),
        bad: words('tedious confusing shallow dull forced silly'),
        verb: ['is', 'are'],
      },
    ],
    plain: (draws, topic, aspect, feeling) =>
      `${was(topic, aspect)} ${draws.pick(['', '', 'really ', 'simply ', 'truly '])}${draws.pick(adjectivesOf(topic, feeling))}`,
    felt: (draws, { name }, feeling) =>
      feeling === 1
        ? `${draws.pick(['I loved', 'I enjoyed', 'we adored'])} ${name}`
        : draws.pick([`I hated ${name}`, `${name} let me down`, `I regret ${name}`]),
    denied: (draws, topic, aspect, feeling) =>
      feeling === 1
        ? draws.pick([`${was(topic, aspect)} not ${draws.pick(topic.bad)} at all`, `${aspect.name} did not let me down`])
        : draws.pick([
            `${was(topic, aspect)} not ${draws.pick(topic.good)}`,
            `${was(topic, aspect)} not as ${draws.pick(topic.good)} as they say`,
            `I did not enjoy ${aspect.name}`,
          ]),
    corrected: (topic, aspect, first, last) => `${was(topic, aspect)} not ${first} but ${last}`,
    but: (draws, first, last) => `${first}${draws.pick([', but ', ', but ', '; even so, '])}${last}`,
    although: (first, last) => `although ${first}, ${last}`,
    and: (first, last) => `${first} and ${last}`,
    closings: {
      good: ['Five stars.', 'Worth every cent.', 'I would do it again.', 'I recommend it.'],
      bad: ['One star.', 'Not worth a cent.', 'I would not do it again.', 'I do not recommend it.'],
    },
  };
}
