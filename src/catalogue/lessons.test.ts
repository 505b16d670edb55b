import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openCourse, requireExercise } from './course';
import { lessonProblems, readLesson } from './lessons';
import { sampleCourseFiles, temporaryFolder, writeFiles } from './test-support';

describe('readLesson', () => {
  const folder = temporaryFolder({ beforeEach, afterEach });

  it('gives the language that was asked for, or says which one it is in', async () => {
    const course = await openCourse(await writeFiles(join(folder(), 'course'), sampleCourseFiles()));
    assert.deepEqual(await readLesson(requireExercise(course, 'first'), 'es'), { text: '# Lección\n', language: 'es', name: 'lesson.es.md' });
    assert.deepEqual(await readLesson(requireExercise(course, 'third'), 'es'), { text: '# Lesson\n', language: 'en', name: 'lesson.en.md' });
  });
});

const english = `# The unit
It computes $w \\cdot x + b$, or \`a $5 bill\`, at a rate of $0.5$.

## Code
\`\`\`ts
// the sum
const z = dot(w, x) + b; // "bias"
print('score', z);
\`\`\`

$$
y = \\begin{cases} 1 & \\text{if } z > 0 \\end{cases}
$$

\`\`\`text
# not a heading
\`\`\`
`;
const spanish = `# La unidad
Calcula $w\\cdot x+b$, con una tasa de $0{,}5$.

## Código
\`\`\`ts
const z = dot(w, x) + b; /* el sesgo */
print('puntuación', z);
\`\`\`

$$ y = \\begin{cases} 1 & \\text{si } z > 0 \\end{cases} $$

\`\`\`text
# tampoco es un título
\`\`\`
`;

describe('lessonProblems', () => {
  it('accepts a translation: comments, texts, \\text and the decimal comma may differ', () => {
    assert.deepEqual(lessonProblems(english, spanish), []);
  });

  for (const [name, changed, message] of [
    ['a missing heading', spanish.replace('## Código', 'Código'), /has 2 headings, the Spanish one 1/],
    ['another level', spanish.replace('## Código', '### Código'), /Number 2 of the headings differs/],
    ['other code', spanish.replace('+ b;', '- b;'), /Number 1 of the code blocks differs/],
    ['another language of code', spanish.replace('```text', '```ts'), /Number 2 of the code blocks differs/],
    ['another formula', spanish.replace('z > 0', 'z \\geq 0'), /formula \$y=.*\$ is in the English lesson only/],
  ] as const) {
    it(`finds ${name}`, () => {
      assert.match(lessonProblems(english, changed).map(({ en }) => en).join('\n'), message);
    });
  }
});
