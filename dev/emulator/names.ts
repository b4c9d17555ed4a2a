// Made-up people, with everything that real addresses have: plus signs, apostrophes, other alphabets, length.

const FIRST =
  'Ada Ben Carla Dmitri Eva Farid Grace Hugo Ines Jonas Keiko Liam Maria Nils Olga Pedro Quentin Rosa Samuel Tina Umar Vera Wanda Xavier Yara Zoe Anna Bruno Chloe David Elif Felix Gita Hanna Ivan Julia Karim Lena Marco Nora Oscar Paula Ravi Sofia Theo Ursula Victor Wei Ximena Yusuf Amara Bjarne Celeste Diego Emeka Fatima Goran Helga Isolde Jaya'.split(
    ' ',
  );
const LAST =
  'Adler Baker Costa Dubois Evans Fischer Garcia Hansen Ito Jansen Khan Lopez Moreau Novak Okafor Petrov Quinn Rossi Schmidt Tanaka Ueda Vargas Weber Xu Young Zimmer Almeida Brandt Cohen Diaz Eriksen Ferrari Gupta Hoffmann Ivanova Jung Kowalski Larsen Meyer Nguyen Olsen Park Ramos Silva Torres Ulrich Vogel Wagner Yilmaz Zhang Abebe Bianchi Castro Delgado Engel Fontaine Gruber Haddad Ionescu Jovanovic'.split(
    ' ',
  );
const SPECIAL = [
  "Siobhan O'Brien",
  "Niall O'Neil",
  "Gianna D'Angelo",
  'Jürgen Müller',
  'Zoë Brontë',
  'Łukasz Żak',
  'Søren Ørsted',
  'Renée Lefèvre',
  'Íñigo Núñez',
  'Андрей Соколов',
  '太郎 山田',
  'Ελένη Παππά',
  'Maximiliana-Theodora Wolfeschlegelsteinhausenbergerdorff',
  'Jean-Baptiste Saint-Exupéry',
  'Li O',
  'Åsa Ek',
].map(name => {
  const [first = '', last = ''] = name.split(' ');
  return { first, last };
});
const TAGS = ['work', 'news', 'shop', '2024', 'team.lists', 'a+b'];

const pickFrom = <T>(list: readonly T[], random: () => number): T | undefined =>
  list[Math.floor(random() * list.length)];
/** The limit of RFC 5321, less room for a number that makes the name unique. */
const fit = (local: string): string => (local.length > 58 ? local.slice(0, 58).replace(/[.+\-']+$/, '') : local);

/** The part before the @; the caller makes it unique. About 1 in 25 is out of the ordinary. */
export function makeLocalPart(random: () => number): string {
  const special = random() < 0.04 ? pickFrom(SPECIAL, random) : undefined;
  const first = (special?.first ?? pickFrom(FIRST, random) ?? 'sam').toLowerCase();
  const last = (special?.last ?? pickFrom(LAST, random) ?? 'doe').toLowerCase();
  const form = random();
  const local =
    form < 0.62
      ? `${first}.${last}`
      : form < 0.74
        ? `${first.charAt(0)}${last}`
        : form < 0.82
          ? `${first}_${last}`
          : form < 0.9
            ? `${first}${last.charAt(0)}`
            : form < 0.95
              ? first
              : `${last}.${first}`;
  const tag = random() < 0.02 ? pickFrom(TAGS, random) : undefined;
  return fit(tag === undefined ? local : `${local}+${tag}`);
}

/** As people type their own address: now and then with capitals. */
export const typed = (email: string, random: () => number): string =>
  random() < 0.05 ? email.replace(/(^|[._])(\p{L})/gu, letter => letter.toUpperCase()) : email;
