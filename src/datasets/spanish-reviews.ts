import { adjectivesOf, aspects, words, type Aspect, type ReviewGrammar, type Topic } from './review-grammar';

export function spanishReviews(): ReviewGrammar {
  const was = (topic: Topic, { plural }: Aspect): string => topic.verb[plural ? 1 : 0];
  /** "me encantó la sopa", "me encantaron los postres": the verb follows what is liked. */
  const moved = (stem: string, { name, plural }: Aspect): string => `me ${stem}${plural ? 'aron' : 'ó'} ${name}`;
  return {
    topics: [
      {
        openings: ['La vimos el viernes.', 'Fui al cine con mi hermana.', 'Dura dos horas.'],
        aspects: aspects('la trama/f', 'el final', 'la música/f', 'los diálogos/p', 'las actuaciones/fp'),
        good: words('estupendo conmovedor brillante original emocionante ingenioso'),
        bad: words('aburrido previsible torpe flojo pesado mediocre'),
        verb: ['fue', 'fueron'],
      },
      {
        openings: ['Cenamos allí el domingo.', 'Es el lugar nuevo junto al mercado.', 'Mi abuela eligió la mesa.'],
        aspects: aspects('la sopa/f', 'el arroz', 'el pescado', 'los postres/p', 'las empanadas/fp', 'el pan'),
        good: words('delicioso exquisito rico sabroso perfecto fresco'),
        bad: words('frío soso quemado salado rancio grasoso'),
        verb: ['estaba', 'estaban'],
      },
      {
        openings: ['Tengo este teléfono desde hace un mes.', 'Llegó el martes.', 'El anterior se me cayó al mar.'],
        aspects: aspects('la pantalla/f', 'la cámara/f', 'el sonido', 'la batería/f', 'los botones/p', 'el diseño'),
        good: words('excelente magnífico impecable fiable extraordinario'),
        bad: words('pésimo defectuoso decepcionante mediocre inútil'),
        verb: ['es', 'son'],
      },
      {
        openings: ['Nos quedamos dos noches.', 'El autobús para en la puerta.', 'Es un hotel pequeño en la montaña.'],
        aspects: aspects('la habitación/f', 'el baño', 'la terraza/f', 'las camas/fp', 'el jardín'),
        good: words('precioso reluciente acogedor impecable luminoso'),
        bad: words('sucio ruidoso oscuro descuidado helado'),
        verb: ['estaba', 'estaban'],
      },
      {
        openings: ['Lo leí en dos tardes.', 'Una amiga me prestó el libro.', 'Tiene cuatrocientas páginas.'],
        aspects: aspects('la historia/f', 'el comienzo', 'el último capítulo', 'los personajes/p', 'las ilustraciones/fp'),
        good: words('fascinante encantador entrañable bello memorable divertido'),
        bad: words('tedioso confuso superficial aburrido forzado insulso'),
        verb: ['es', 'son'],
      },
    ],
    plain: (draws, topic, aspect, feeling) => {
      const degree = draws.pick(['', '', 'realmente ', 'simplemente ', 'de verdad ']);
      return `${aspect.name} ${was(topic, aspect)} ${degree}${agree(draws.pick(adjectivesOf(topic, feeling)), aspect)}`;
    },
    felt: (draws, aspect, feeling) =>
      moved(draws.pick(feeling === 1 ? ['encant', 'entusiasm', 'maravill'] : ['decepcion', 'disgust', 'desilusion']), aspect),
    denied: (draws, topic, aspect, feeling) => {
      const adjective = agree(draws.pick(adjectivesOf(topic, feeling === 1 ? -1 : 1)), aspect);
      return feeling === 1
        ? draws.pick([`${aspect.name} no ${was(topic, aspect)} nada ${adjective}`, `no ${moved('decepcion', aspect)}`])
        : draws.pick([
            `${aspect.name} no ${was(topic, aspect)} ${adjective}`,
            `${aspect.name} no ${was(topic, aspect)} tan ${adjective} como dicen`,
            `no ${moved('gust', aspect)}`,
          ]);
    },
    corrected: (topic, aspect, first, last) => `${aspect.name} no ${was(topic, aspect)} ${agree(first, aspect)} sino ${agree(last, aspect)}`,
    but: (draws, first, last) => `${first}${draws.pick([', pero ', ', pero ', '; aun así, '])}${last}`,
    although: (first, last) => `aunque ${first}, ${last}`,
    and: (first, last) => `${first} y ${last}`,
    closings: {
      good: ['Cinco estrellas.', 'Vale cada centavo.', 'Lo haría otra vez.', 'Lo recomiendo.'],
      bad: ['Una estrella.', 'No vale ni un centavo.', 'No lo haría otra vez.', 'No lo recomiendo.'],
    },
  };
}

/** An adjective, given as masculine and singular, in the gender and number of its noun. */
function agree(adjective: string, { feminine, plural }: Aspect): string {
  const gendered = feminine ? adjective.replace(/o$/, 'a').replace(/or$/, 'ora') : adjective;
  if (!plural) return gendered;
  return /[aeiouáéíóú]$/.test(gendered) ? `${gendered}s` : `${gendered}es`;
}
