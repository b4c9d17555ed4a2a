// Spanish: the same keys as en.ts. Of "usted", with the words that Google uses in Spanish; numbers as each country
// writes them.
import { NOT_HERE } from '../contract/build-flags';
import type { ProblemCode, RefusedCode, SkipCode, UnknownCode } from '../contract/codes';
import { type ActionKind, isCheckKind, isLineKind, type JobKind, KINDS } from '../contract/kinds';
import type { LineAction, LineOutcome } from '../contract/rows';
import type { AccountState, JobView, MarkQuick, SetupStep } from '../contract/rpc';
import type { PageWords, Words } from './en';
import type { Format, Separators } from './format';

/** 1,234.5 from Mexico to Peru; elsewhere 1234,5 and 12.345,6 in Spain, 1.234,5 in the south of America. */
const COMMA = ['419', 'BZ', 'CU', 'DO', 'GT', 'HN', 'MX', 'NI', 'PA', 'PE', 'PR', 'SV', 'US'];
const SPACE = ['CR'];

export const separators = (region: string): Separators =>
  COMMA.includes(region)
    ? { group: ',', decimal: '.', fewest: 4 }
    : {
        group: SPACE.includes(region) ? '\u00a0' : '.',
        decimal: ',',
        fewest: region === '' || region === 'ES' ? 5 : 4,
      };

const lately = (days: number): string => (days === 1 ? 'en el último día' : `en los últimos ${days} días`);
const googleSays = (google: string): string => `Google dice: ${google}`;
const said = (google: string): string => (google === '' ? '' : ` ${googleSays(google)}`);
const COMPARE = 'Compare la dirección y su dominio con sus dominios verificados.';
const NOTHING_TO_DO = 'No hay que hacer nada.';
const CHECK_AGAIN = 'No se comprobaron. Compruébelas cuando quiera.';
const NO_ANSWER = 'Así no se sabe si se pueden invitar.';
const EDITIONS =
  'Google ha dicho que no existe en las ediciones Essentials, Frontline, para organizaciones sin ánimo de lucro, la mayoría de las de Education y las antiguas de G Suite.';
const WORK_ACCOUNT =
  'Es una «cuenta de trabajo no gestionada», un tipo que la lista y las invitaciones de Google no incluyen.';
const SILENT = 'No se sabe: Google no quiso decirlo.';

const states: Record<AccountState, string> = {
  NOT_YET_SENT: 'Sin invitar',
  INVITED: 'Invitada',
  ACCEPTED: 'Aceptada',
  DECLINED: 'Rechazada',
  NOT_LISTED: 'No listada',
};
const actions: Record<LineAction, string> = {
  send: 'Enviar',
  remind: 'Recordar',
  cancel: 'Cancelar',
  check: 'Comprobar',
  refresh: 'Actualizar',
  schedule: 'Recordatorios programados',
  compare: 'Comparación',
};
const outcomes: Record<LineOutcome, string> = {
  queued: 'En cola',
  sending: 'Enviando',
  checking: 'Comprobando',
  done: 'Hecho',
  eligible: 'Apta',
  'not-eligible': 'No apta',
  refused: 'Denegado',
  unknown: 'Incierto',
  skipped: 'Omitido',
  stopped: 'Detenido',
};

const refused: Record<RefusedCode, string> = {
  precondition: 'Google lo denegó: el estado de la cuenta no lo permite.',
  invalid: 'Google denegó la dirección: no es válida para esta organización.',
  'not-found': 'Google no conoce esta cuenta.',
  forbidden: 'Google no lo permite para esta cuenta.',
  conflict: 'Google indica que ya estaba hecho.',
  'not-supported': 'Google no lo ofrece en su edición.',
  other: 'Google lo denegó.',
};
const refusedAdvice: Record<RefusedCode, string> = {
  precondition:
    'Puede que se haya aceptado o rechazado entretanto, que ya sea una cuenta gestionada, o que pertenezca a un grupo, un alias o un dominio sin verificar. Actualice la lista para ver su estado.',
  invalid: COMPARE,
  'not-found': 'Revise la dirección. Google puede no conocer todavía las cuentas de menos de 48 horas.',
  forbidden: 'Compruebe que el dominio de la dirección esté verificado en su organización.',
  conflict: 'Actualice para ver el estado de la cuenta.',
  'not-supported': EDITIONS,
  other: 'Lo que dijo Google está en la hoja Actividad.',
};
/** What a refused request did not do. */
const leftAlone: Record<ActionKind, string> = {
  send: 'No se envió ningún correo. ',
  remind: 'No se envió ningún correo. ',
  cancel: 'Esta tarea no canceló ninguna de sus invitaciones; puede que algunas ya lo estén. ',
};
const checkRefused: Record<RefusedCode, string> = {
  precondition: SILENT,
  invalid: 'Google no la considera una dirección válida.',
  'not-found': 'No se sabe: Google no conoce esta cuenta.',
  forbidden:
    'No se sabe: Google no informa sobre esta dirección. Puede que su dominio no esté entre sus dominios verificados.',
  conflict: 'No se sabe: Google estaba trabajando en esta cuenta al mismo tiempo.',
  'not-supported': 'No se sabe: Google no ofrece esta pregunta en su edición.',
  other: SILENT,
};
const unknown: Record<UnknownCode, string> = {
  'no-reply': 'La conexión se perdió antes de que Google respondiera.',
  'server-error': 'Google respondió con un error propio.',
  unreadable: 'No se pudo leer la respuesta de Google.',
  'new-state': 'Google menciona un estado que esta versión del complemento no conoce.',
  'not-finished': 'Google respondió antes de terminar.',
  'no-change': 'Google dijo que sí, pero la cuenta no muestra ningún cambio.',
  conflict: 'Google estaba trabajando en esta cuenta al mismo tiempo.',
};

const skipped: Record<SkipCode, string> = {
  'no-address': 'Sin dirección en la fila',
  invalid: 'Sin dirección válida',
  duplicate: 'Con otra fila marcada para la misma dirección',
  accepted: 'Con la invitación ya aceptada',
  declined: 'Con la invitación rechazada',
  recent: 'Con un correo reciente',
  again: 'Con una invitación anterior',
  'never-list': 'Según la lista de exclusión',
  'not-invited': 'Sin invitación que cancelar',
  'test-mode': 'Fuera de la lista del modo de prueba',
  'not-eligible': 'Según Google, no es posible invitar',
  'not-checked': 'Sin respuesta sobre si es posible invitar',
  'mailed-again': 'Con otro correo de una tarea posterior',
  'taken-back': 'Con la invitación ya cancelada',
  unclear: 'Sin certeza de que esta tarea enviara el correo',
  'not-listed': 'Fuera de la lista de Google',
  often: 'Con suficientes correos',
};

const setupStates: Record<SetupStep['state'], string> = {
  ok: 'Correcto',
  failed: 'Falla',
  unchecked: 'Sin comprobar, falló un paso anterior',
  note: 'Nota',
};
/** `title`: what happened. `advice`: what was kept and what to do next. */
const problems: Record<ProblemCode, { title: string; advice: string }> = {
  busy: {
    title: 'Ya hay otra ejecución trabajando en esta hoja de cálculo.',
    advice: 'Espere un momento e inténtelo de nuevo. No se inició nada dos veces.',
  },
  'other-job': {
    title: 'Otra tarea no ha terminado todavía.',
    advice: 'En cada hoja de cálculo se ejecuta una sola tarea a la vez. Continúe esa o deténgala primero.',
  },
  'plan-changed': {
    title: 'Las marcas o la lista cambiaron después de la vista previa.',
    advice: 'No se envió nada. Mire la nueva vista previa y confirme otra vez.',
  },
  'nothing-to-do': {
    title: 'Ninguna fila marcada se puede procesar.',
    advice: 'Marque filas en la hoja Cuentas; la vista previa dice por qué se omiten las demás.',
  },
  'nobody-due': {
    title: 'A nadie le toca un recordatorio.',
    advice:
      'Los recordatorios son para quienes fueron invitados, no han respondido y no recibieron correo hace poco ni demasiadas veces.',
  },
  'nothing-to-undo': { title: 'No hay nada que cancelar.', advice: 'Ninguna invitación de esa tarea sigue abierta.' },
  'no-sheet': {
    title: 'Todavía no existe la hoja Cuentas.',
    advice: 'Actualice para ver las cuentas no gestionadas de su organización.',
  },
  'no-email-column': {
    title: 'Falta la columna Correo de la hoja Cuentas.',
    advice: 'No se cambió nada. Deshaga el borrado (Ctrl+Z) o llame «Correo» a la columna de las direcciones.',
  },
  'no-mark-column': {
    title: 'Falta la columna Marca de la hoja Cuentas.',
    advice: 'Deshaga el borrado (Ctrl+Z) o actualice para obtener una nueva.',
  },
  'log-lost': {
    title: 'Las líneas de esta tarea ya no están en la hoja Actividad.',
    advice:
      'Son el registro de a quién se envió un correo, así que la tarea ha terminado. Deshaga el borrado (Ctrl+Z) o actualice antes de volver a enviar.',
  },
  'log-edited': {
    title: 'Se cambiaron a mano líneas de esta tarea en la hoja Actividad.',
    advice:
      'No se envía nada más: la lista ya no es la que se confirmó. Deshaga el cambio (Ctrl+Z) y reanude la tarea, o deténgala; las cuentas pendientes conservan su marca.',
  },
  'refresh-first': {
    title: 'Actualice antes de volver a enviar.',
    advice:
      'En la hoja Actividad se borraron o cambiaron registros. Al actualizar, se pregunta a Google a quién se ha invitado, para que nadie reciba dos correos.',
  },
  'other-copy': {
    title: 'Otra copia del complemento está trabajando en esta hoja de cálculo.',
    advice:
      'Se instaló dos veces, y una copia no ve a la otra. Espere a que termine ese trabajo; si ya nadie trabaja en él, continúe de todos modos.',
  },
  'rows-moved': {
    title: 'Actualice primero: se movieron filas mientras una ejecución quedó interrumpida.',
    advice:
      'Algunas filas pueden mostrar datos de otras. Una actualización las corrige todas; después, revise de nuevo las marcas.',
  },
  'newer-job': {
    title: 'Esta tarea la inició una versión más reciente del complemento.',
    advice: 'Continúela en la copia del complemento que la inició. O deténgala, y actualice antes de volver a enviar.',
  },
  'no-job': {
    title: 'Esta tarea ya no existe.',
    advice: 'Ha terminado, o se inició otra. Abra de nuevo la barra lateral para ver cómo está todo.',
  },
  'not-yours': {
    title: 'Otra persona está ejecutando esta tarea.',
    advice: 'Puede seguirla aquí, y continuarla usted si se queda parada.',
  },
  token: {
    title: 'Google no aceptó su inicio de sesión.',
    advice: 'Vuelva a cargar la hoja de cálculo y permita el acceso otra vez si se le pide.',
  },
  'api-off': {
    title: 'La API Cloud Identity está desactivada en el proyecto de Cloud de este complemento.',
    advice:
      'Actívela y espere unos minutos. Si no puede abrir ese proyecto, vincule primero la secuencia de comandos a un proyecto estándar de Cloud (Configuración del proyecto, en el editor de Apps Script). Con una cuenta de servicio se trata del proyecto de esa cuenta.',
  },
  scope: {
    title: 'Al complemento le falta un permiso.',
    advice:
      'Abra Extensiones, elija de nuevo el complemento y marque todas las casillas de la página de consentimiento de Google.',
  },
  'not-admin': {
    title: 'Google indica que usted no puede hacer esto.',
    advice:
      'Usted, o el administrador en cuyo nombre actúa la cuenta de servicio, necesita un rol que pueda gestionar invitaciones de usuarios, como superadministrador. Si se deniega a un superadministrador, quizá Google no lo ofrezca en su edición, como Essentials o Frontline.',
  },
  project: {
    title: 'Google rechaza el proyecto de Cloud al que pertenece este complemento.',
    advice:
      'Fue eliminado o suspendido, o usted no puede usarlo. Un propietario del proyecto ve el motivo en la consola de Cloud.',
  },
  billing: {
    title: 'Google exige que el proyecto de Cloud de este complemento tenga la facturación activada.',
    advice: 'Un propietario del proyecto la activa en la consola de Cloud, en Facturación.',
  },
  policy: {
    title: 'Una política de su organización prohíbe esta solicitud.',
    advice:
      'Un administrador puede permitirla: en la consola de administración, en Seguridad, Controles de API, o en la consola de Cloud, en Controles de Servicio de VPC.',
  },
  'not-supported': { title: 'Google no ofrece esto a su organización.', advice: EDITIONS },
  'no-delegation': {
    title: 'Esta copia del complemento no puede iniciar sesión así con una cuenta de servicio.',
    advice:
      'Solicite «key» a quien instaló el complemento o, para una cuenta sin clave, «delegation». También puede elegir su propia cuenta en Más > Inicio de sesión, en la barra lateral.',
  },
  'quota-day': { title: 'La cuota de hoy está agotada.', advice: 'Inténtelo de nuevo mañana.' },
  'quota-service': {
    title: 'Hoy Google ya no permite a los scripts hacer esto más veces.',
    advice:
      'Es un límite de todos sus scripts juntos, no de las invitaciones. No se pierde nada: inténtelo de nuevo mañana.',
  },
  'slow-down': {
    title: 'Google sigue pidiendo ir más despacio.',
    advice: 'Inténtelo de nuevo dentro de unos minutos.',
  },
  'no-answer': {
    title: 'No se puede conectar con Google, o no responde.',
    advice: 'Compruebe la conexión e inténtelo de nuevo.',
  },
  unreadable: {
    title: 'No se pudo leer la respuesta de Google.',
    advice: 'No se cambió nada. Inténtelo de nuevo en unos minutos.',
  },
  'list-broken': {
    title: 'No se pudo leer la lista de Google hasta el final.',
    advice:
      'Lo que se leyó está en la hoja y ninguna cuenta se dio por desaparecida. Inténtelo más tarde; los estados que no se leyeron pueden ser antiguos.',
  },
  'list-incomplete': {
    title: 'Google no respondió sobre todas las cuentas.',
    advice: 'La lista no cuenta como actualizada por completo. Actualice de nuevo; el resultado nombra las que faltan.',
  },
  'bad-customer': {
    title: 'Google no conoce esta organización.',
    advice: 'Inicie sesión con una cuenta de administrador de la organización a la que pertenecen estas cuentas.',
  },
  'bad-argument': {
    title: 'La barra lateral pidió algo que no existe.',
    advice: 'No se hizo nada. Vuelva a cargar la hoja de cálculo para tener la barra lateral más reciente.',
  },
  'no-lock': {
    title: 'El complemento solo funciona dentro de una hoja de cálculo.',
    advice: 'Ábralo desde el menú Extensiones de la hoja de cálculo.',
  },
  interrupted: {
    title: 'La ejecución se interrumpió.',
    advice: 'No se perdió nada: lo que quizá se envió se consulta primero. Reanude para continuar.',
  },
  'not-begun': {
    title: 'La ejecución se interrumpió antes de empezar.',
    advice: 'No se pidió nada a Google ni se envió nada. Empiece de nuevo.',
  },
  'no-header': {
    title: 'Se borró la fila de encabezados de la hoja Cuentas.',
    advice:
      'En su lugar hay una cuenta, que quedaría fuera. Deshágalo (Ctrl+Z) o actualice la lista: así se repone la fila.',
  },
  'email-formulas': {
    title: 'Hay direcciones que dan fórmulas, y pueden cambiar cada vez que se miran.',
    advice:
      'Copie la columna Correo, péguela en su sitio solo como valores (Ctrl+Mayús+V) y después actualice la lista.',
  },
  'email-names': {
    title: 'La columna Correo contiene nombres en lugar de direcciones.',
    advice:
      'Se convirtieron en chips de personas, cuya dirección ningún complemento puede leer. Deshágalo (Ctrl+Z) o borre las filas y actualice la lista.',
  },
  'sheet-refuses': {
    title: 'Hojas de cálculo de Google no deja escribir al complemento.',
    advice:
      'Puede que haya celdas protegidas o combinadas o columnas inmovilizadas, que una regla rechace el contenido o que el archivo esté lleno. Quite lo que estorbe o haga sitio.',
  },
  'store-refuses': {
    title: 'La hoja de cálculo no puede guardar más notas del complemento.',
    advice:
      'Sus propiedades están llenas, quizá por otros scripts. Acorte la lista de exclusión o haga sitio con un script.',
  },
  'not-an-address': {
    title: 'Esto no es una dirección de correo.',
    advice: 'Revise cómo está escrita. Para comprobar varias a la vez, use «Comprobar».',
  },
  'not-told': { title: 'Google no informa sobre esta dirección.', advice: COMPARE },
  'nothing-to-check': {
    title: 'No hay ninguna dirección que comprobar.',
    advice: 'Marque filas, seleccione celdas con direcciones en cualquier hoja o pegue direcciones.',
  },
  'too-many': {
    title: 'Son demasiadas direcciones para una sola comprobación.',
    advice: 'Compruebe como máximo 50.000 a la vez.',
  },
  'no-tab': { title: 'Esta pestaña ya no existe.', advice: 'Elija otra.' },
  'empty-tab': {
    title: 'Aquí no hay ninguna lista.',
    advice: 'Hace falta una fila de encabezados, como Correo y Nombre, y debajo una fila por persona.',
  },
  'tab-changed': {
    title: 'Las columnas de la pestaña han cambiado.',
    advice: 'Elija de nuevo la pestaña para que se vuelvan a leer sus columnas.',
  },
  'column-gone': {
    title: 'La hoja Cuentas ya no tiene esa columna.',
    advice: 'Abra de nuevo el formulario y elija otra.',
  },
  'mark-nothing': {
    title: 'No se eligió nada, así que no se marcó nada.',
    advice: 'Elija un estado, un dominio, un número de días, un texto o solo las filas seleccionadas.',
  },
  'mark-never': {
    title: 'Ninguna fila puede cumplir todo esto, así que no se marcó nada.',
    advice: 'Escriba un solo dominio y combine los días desde la invitación con «Invitada» o con cualquier estado.',
  },
  'selection-invalid': {
    title: 'Ninguna de las filas seleccionadas tiene una dirección válida.',
    advice: 'Corrija la dirección o seleccione otras filas.',
  },
  'selection-elsewhere': {
    title: 'No hay filas seleccionadas en la hoja Cuentas.',
    advice: 'Seleccione filas en la hoja Cuentas e inténtelo de nuevo.',
  },
  'number-differs': {
    title: 'No se ha escrito bien el número de direcciones.',
    advice: 'No se ha iniciado nada. Con tantas direcciones, escriba su número antes de confirmar.',
  },
  'test-mode': {
    title: 'Se ha activado el modo de prueba.',
    advice:
      'No se envía nada más: esta tarea tiene direcciones que no están en la lista del modo de prueba. Desactívelo en la configuración y reanude la tarea, o deténgala.',
  },
  'settings-unread': {
    title: 'Parte de la configuración no se ha podido leer.',
    advice: 'Abra la configuración: allí se indica cada ajuste, y qué vale hasta que se guarde de nuevo.',
  },
  'not-built-in': {
    title: 'Esta copia del complemento no puede trabajar en segundo plano.',
    advice:
      'Para ello hace falta un permiso más, así que solo se incluye si se pide: solicite «background» a quien instaló el complemento. Mientras tanto, deje abierta la barra lateral; si se cierra, no se pierde nada.',
  },
  'activity-columns': {
    title: 'Se borraron columnas de la hoja Actividad.',
    advice:
      'Deshaga el borrado (Ctrl+Z) si puede. La próxima tarea las repone en el extremo derecho, pero lo que contenían se ha perdido.',
  },
  'nothing-to-archive': {
    title: 'No se puede archivar ninguna línea.',
    advice: 'Ninguna es tan antigua, o las que lo son aún pueden hacer falta.',
  },
  'archive-unsure': {
    title: 'La hoja Actividad cambió mientras se movían líneas.',
    advice:
      'No se perdió nada; algunas líneas pueden estar en las dos hojas hasta que archive de nuevo. Quite el filtro de esa hoja, no la toque un momento e inténtelo otra vez.',
  },
  'invalid-rows': {
    title: 'Algunas filas no tienen una dirección válida.',
    advice: 'No se tocan. Corrija la dirección para incluirlas.',
  },
  'duplicate-rows': {
    title: 'Algunas direcciones están en más de una fila.',
    advice:
      'Cada persona recibe un solo correo, y todas las filas de una dirección muestran lo mismo. Puede borrar las que sobren.',
  },
  'missing-columns': {
    title: 'Se borraron columnas de la hoja Cuentas.',
    advice: 'La próxima actualización las repone en el extremo derecho. Sus otras columnas quedan como están.',
  },
  ...(BACKGROUND
    ? {
        'no-trigger': {
          title: 'Ya no existe el activador que continúa la tarea en segundo plano.',
          advice:
            'Alguien lo borró. Abra la tarea en la barra lateral, desactive «Continuar en segundo plano» y vuelva a activarlo.',
        },
        'schedule-lost': {
          title: 'Los recordatorios programados no se ejecutan.',
          advice:
            'Su activador ya no existe, está desactivado o no tiene el permiso necesario. En Recordatorios, quien los activó puede activarlos de nuevo; los demás pueden desactivarlos y volver a activarlos.',
        },
        'schedule-held': { title: 'Los recordatorios programados esperan.', advice: 'Se intenta de nuevo cada hora.' },
        'schedule-ended': {
          title: 'Sus recordatorios programados están desactivados.',
          advice: 'En Recordatorios puede activarlos de nuevo.',
        },
        'schedule-taken': {
          title: 'Otra persona ha activado los recordatorios programados.',
          advice: 'Hay una sola programación por hoja. Desactívela primero para ejecutarla con su cuenta.',
        },
        'schedule-paused': { title: 'Una persona pausó la tarea.', advice: 'Reanúdela o deténgala.' },
        'schedule-changed': {
          title: 'Otra persona ha cambiado los ajustes de los recordatorios.',
          advice:
            'Con ellos se recordaría antes, o más veces, de lo que aceptó el propietario de la programación. No se recuerda a nadie hasta que el propietario la desactive y la active de nuevo.',
        },
      }
    : ({} as never)),
  ...(SERVICE_ACCOUNT
    ? {
        'not-delegated': {
          title: 'La cuenta de servicio no puede actuar en nombre de usuarios de su organización.',
          advice:
            'Un superadministrador abre Delegación de todo el dominio en la consola de administración, elige Añadir nuevo y escribe el ID de cliente de la cuenta (el número largo que la consola de Cloud llama ID único) y exactamente este permiso: https://www.googleapis.com/auth/cloud-identity.userinvitations – tarda unos minutos, a veces un día, en surtir efecto.',
        },
        'no-service-account': {
          title: 'Google no conoce esta cuenta de servicio.',
          advice: 'Compare su dirección con la consola de Cloud. Puede que se haya eliminado o desactivado.',
        },
        'key-refused': {
          title: 'La clave de la cuenta de servicio no se acepta.',
          advice:
            'Su archivo está dañado, o la clave se eliminó, se desactivó o ha caducado. Cree otra en la consola de Cloud y elija su archivo en Más > Inicio de sesión, en la barra lateral.',
        },
        'no-key': {
          title: 'Usted no tiene ninguna clave para la cuenta de servicio.',
          advice: 'Elija su archivo en Más > Inicio de sesión, en la barra lateral. Cada persona introduce la suya.',
        },
        'no-such-admin': {
          title: 'Google no conoce al administrador en cuyo nombre actúa la cuenta de servicio.',
          advice:
            'En Más > Inicio de sesión, en la barra lateral, escriba la dirección principal de un administrador de su organización, no un alias.',
        },
        'not-creator': {
          title: 'Usted no puede firmar por esta cuenta de servicio, o la cuenta no existe.',
          advice:
            'Compruebe su dirección. Después obtenga en ella el rol Creador de tokens de cuenta de servicio (consola de Cloud, la cuenta, Principales con acceso): no basta con ser propietario del proyecto.',
        },
        'iam-off': {
          title: 'La API IAM Service Account Credentials está desactivada en el proyecto de Cloud de este complemento.',
          advice: 'Actívela y espere unos minutos.',
        },
        'sign-in-refused': {
          title: 'Google no dejó iniciar sesión a la cuenta de servicio.',
          advice: 'Compruebe la cuenta, su clave y el administrador en Más > Inicio de sesión, en la barra lateral.',
        },
      }
    : ({} as never)),
};

export const server = ({ number, plural }: Format): Words => ({
  tag: 'es',
  number,
  googleSays,
  otherCopy: (by, count) =>
    `${count === 1 ? 'Queda abierta una línea' : `Quedan abiertas ${count} líneas`}${by === '' ? '' : `; lo inició ${by}`}.`,
  states,
  actions,
  outcomes,
  skipped,
  plainSheet: (sheet, google) =>
    `La hoja ${sheet} no admite casillas, formatos ni filtro del complemento, quizá porque es una tabla. Todo lo demás funciona; la fila con VERDADERO en Marca está marcada. ${googleSays(google)}`,
  neverList: (reason, by) => `Según la lista de exclusión: ${reason}${by === '' ? '' : ` (${by})`}`,
  invitedBefore: days => (days === 0 ? skipped.again : `Con una invitación de hace ${plural(days, 'día')} o más`),
  mailedLately: days => `Con un correo ${lately(days)}`,
  people: {
    compared: (people, accounts, written) =>
      `Comparación con una lista de ${plural(people, 'persona')}: ${plural(accounts, 'cuenta')}, ${plural(written, 'fila cambiada', 'filas cambiadas')}`,
    forgotten: rows => `Comparación olvidada: ${plural(rows, 'fila vaciada', 'filas vaciadas')}`,
    managedBy: name => `responsable: ${name}`,
  },
  check: {
    repeated: 'Más de una vez: se comprueba una sola',
    hidden: 'Fuera por estar en filas ocultas',
    noAddress: 'Sin dirección válida',
  },
  mailedTimes: most => `Con ${plural(most, 'correo')} o más`,
  problems,
  resume:
    'Después pulse Reanudar. No se perdió nada: la tarea sigue donde se quedó y consulta primero lo que quizá ya hizo.',
  links: {
    roles: 'Funciones de administrador',
    status: 'Estado de Google Workspace',
    delegation: 'Delegación de todo el dominio',
    accounts: 'Cuentas de servicio',
  },
  schedule: BACKGROUND
    ? {
        ran: ({ how, due, counts: { done, refused: no, unknown: unclear, skipped: left } }, isOn) => {
          if (how === 'nobody') return 'No había nadie pendiente de un recordatorio.';
          const more = due - done - no - unclear - left;
          const parts = [
            plural(done, 'recordatorio enviado', 'recordatorios enviados'),
            ...(no ? [plural(no, 'denegado')] : []),
            ...(unclear ? [plural(unclear, 'incierto')] : []),
            ...(left ? [plural(left, 'omitido')] : []),
          ];
          return `${how === 'stopped' ? 'Detenido: ' : ''}${parts.join(', ')}.${more > 0 && how === 'sent' && isOn ? ` Quedan ${number(more)} por encima del máximo por ejecución; irán en la siguiente.` : ''}`;
        },
        switchedOn: perRun => `Activados, con un máximo de ${plural(perRun, 'correo')} por ejecución.`,
        switchedOff: owner => `Desactivados.${owner === '' ? '' : ` Se ejecutaban con la cuenta de ${owner}.`}`,
        offBy: by => (by === '' ? '' : `Los desactivó ${by}.`),
        held: (title, by) => `Ahora: ${title}${by === '' ? '' : ` (${by})`}`,
      }
    : NOT_HERE,
  lastAction: (action, job) => `${actions[action]} · ${job}`,
  results: {
    done: { send: 'Invitación enviada', remind: 'Recordatorio enviado', cancel: 'Invitación cancelada' },
    refused: (code, google) => refused[code] + said(google),
    checking: code =>
      `${code === null ? 'La ejecución se interrumpió.' : unknown[code]} Se está comprobando si se hizo.`,
    retry: 'Es seguro que no se hizo; se intenta de nuevo.',
    later: google => `Google pidió esperar.${said(google)}`,
    waiting: google => `A la espera de que se reanude la tarea.${said(google)}`,
    gaveUp: 'No se hizo: Google falló varias veces, y sus registros muestran que no se hizo nada.',
    moreReasons: 'Otros motivos: vea la hoja Actividad.',
    removed: 'Se omitió: la línea se borró de la hoja Actividad.',
    neverList: reason => `No se le escribe: está en la lista de exclusión (${reason})`,
    acceptedMeanwhile: 'No se reenvió: mientras tanto, la persona ha aceptado.',
    invitedMeanwhile: 'No se envió: mientras tanto, se invitó a la persona desde otro lugar.',
    cancelledMeanwhile: 'No se envió: mientras tanto, se canceló la invitación desde otro lugar.',
    gone: 'Ya no se puede invitar: la persona se ha unido, ha cambiado de dirección o su dirección es de otra cuenta.',
    heldBack:
      'No se envió: en esta organización, la respuesta de Google no dice si la persona se ha unido mientras tanto.',
    declinedMeanwhile: 'No se reenvió: mientras tanto, la persona ha rechazado la invitación.',
    unclear: {
      absent: 'Incierto: Google todavía no muestra de esta cuenta lo suficiente para saber si se hizo.',
      stopped: 'Incierto: la tarea se detuvo antes de preguntar a Google si se hizo.',
      silent: 'Incierto: Google no respondió al preguntarle por esta cuenta.',
    },
    stopped: {
      send: 'No se envió: la tarea se detuvo antes.',
      remind: 'No se envió: la tarea se detuvo antes.',
      cancel: 'No se canceló: la tarea se detuvo antes.',
      check: 'No se comprobó: la tarea se detuvo antes.',
    },
    eligible: 'Apta: se puede invitar',
    notEligible:
      'No apta: Google no conoce ninguna cuenta no gestionada con esta dirección principal en un dominio verificado.',
    checkRefused: (code, google) => checkRefused[code] + said(google),
    checkAgain: code => `${unknown[code]} Se pregunta de nuevo.`,
    checkSilent: 'No se sabe: Google no respondió. Compruébela más tarde.',
    only: names => `Solo ${names}`,
    unasked: (n: number): string =>
      `Incompleta: Google no respondió sobre ${plural(n, 'cuenta')}, sin cambios en sus filas`,
    strangers: (n: number): string =>
      `${plural(n, 'cuenta')} en un estado que esta versión no conoce, sin cambios en sus filas`,
    refreshed: (listed, added, changed, gone) =>
      `${plural(listed, 'cuenta listada', 'cuentas listadas')}: ${plural(added, 'nueva')}, ${plural(changed, 'con cambios', 'con cambios')}, ${plural(gone, 'ya no listada')}`,
  },
  advice: {
    refused: (code, kind) =>
      isCheckKind(kind)
        ? `${NO_ANSWER} Compare las direcciones y sus dominios con sus dominios verificados.`
        : (code === 'conflict' ? '' : leftAlone[kind]) + refusedAdvice[code],
    unknown: {
      send: 'Conservan su marca. Mire la cuenta en la consola de administración, o inicie la tarea otra vez: cada una se consulta primero y solo se le escribe si Google muestra que no salió ningún correo.',
      remind:
        'Mire la cuenta en la consola de administración, o envíe los recordatorios otra vez: cada una se consulta primero y solo se le escribe si Google muestra que no salió ningún correo.',
      cancel: 'Conservan su marca. Actualice la lista para ver los estados y cancele otra vez las que sigan invitadas.',
      check: `${NO_ANSWER} Compruébelas más tarde.`,
    },
    skipped: { send: NOTHING_TO_DO, remind: NOTHING_TO_DO, cancel: NOTHING_TO_DO, check: CHECK_AGAIN },
    unasked:
      'Actualice de nuevo más tarde. Hasta entonces, la lista no cuenta como actualizada por completo. Si sigue así, corrija la dirección o elimine la fila.',
    strangers:
      'Sus filas conservan el estado que tenían. Véalas en la consola de administración y actualice el complemento.',
    heldBack:
      'No se envió nada a estas personas, y quien tenía marca la conserva. Decida en cada caso: en la consola de administración se las puede invitar de nuevo.',
    stopped: {
      send: 'Conservan su marca. Empiece de nuevo cuando quiera; se omite a quien ya recibió el correo.',
      remind: 'Envíe los recordatorios otra vez cuando quiera; quien ya recibió el correo se omite.',
      cancel: 'Conservan su marca. Empiece de nuevo cuando quiera.',
      check: CHECK_AGAIN,
    },
  },
  warnings: {
    firstSending:
      'Antes de sus primeras invitaciones, mire «Gestión de cuentas en conflicto» en la consola de administración (Cuenta, Configuración de la cuenta): si allí no se ha elegido nada, Directory Sync (GCDS) quita direcciones a cuentas no gestionadas. También lo hace quien cree un usuario, un grupo o un alias con una de esas direcciones. Es para siempre: esa cuenta ya no se podrá invitar.',
    testMode: 'El modo de prueba está activado: solo se trabaja con las direcciones y los dominios de su lista.',
    neverRefreshed: 'La lista no se ha actualizado nunca por completo, así que no se conocen todos los estados.',
    refreshedDaysAgo: days => `La lista se actualizó hace ${plural(days, 'día')}.`,
    again: (n, days) =>
      `${plural(n, 'persona recibió', 'personas recibieron')} un correo ${lately(days)} y ${n === 1 ? 'recibirá' : 'recibirán'} otro.`,
    fetches: (kind, needed, left) =>
      `La ${isCheckKind(kind) ? 'comprobación' : 'tarea'} necesita unas ${number(needed)} de las solicitudes de hoy a Google, y quedan ${number(left)}. Se detendrá ahí y podrá reanudarse mañana.`,
    unclear: n =>
      `De ${plural(n, 'dirección', 'direcciones')} no se pudo saber en una tarea anterior si salió un correo. Cada una se consulta primero y solo se le escribe si no salió ninguno.`,
    notListed: (n, action) =>
      `Google no lista ${plural(n, 'dirección', 'direcciones')}.${KINDS[action].mails ? ' Las cuentas de menos de 48 horas se pueden invitar igualmente; las demás se deniegan.' : ''}`,
    haveLeft: n =>
      `${plural(n, 'de estas personas ya no está', 'de estas personas ya no están')}, según la columna Situación laboral.`,
    reminded: 'Eran recordatorios: se cancela la invitación misma, también la de los correos anteriores.',
  },
  settings: {
    customer: 'Escriba un ID como C01abc23d, o nada para su propia organización.',
    number: (from, to, mayBeEmpty) =>
      `Escriba un número entero de ${number(from)} a ${number(to)}${mayBeEmpty ? ', o nada' : ''}.`,
    entry: entry => `«${entry}» no es ni una dirección ni un dominio.`,
    entries: most => `Como máximo ${number(most)} direcciones y dominios.`,
    reason: (entry, most) =>
      `Escriba una coma y un motivo después de «${entry}», de ${number(most)} caracteres como máximo.`,
    longList: 'La lista es demasiado larga para el lugar donde se guarda. Escriba dominios o motivos más cortos.',
    lostNever:
      'Este archivo es una copia, o se perdió su configuración: tenía una lista de exclusión que no vino con él. No se puede escribir a nadie hasta que la copie de la configuración del original o la guarde vacía, sin cambiar nada más.',
    unreadNever:
      'Lo guardado no se puede leer, así que no se puede escribir a nadie. Escriba la lista de nuevo, o guárdela vacía, sin cambiar nada más.',
    changedNever: (added, removed) => {
      const some = (lines: readonly string[]): string =>
        `«${lines.slice(0, 3).join('», «')}»${lines.length > 3 ? ` y ${number(lines.length - 3)} más` : ''}`;
      return [
        'Mientras tanto, otra persona cambió la lista.',
        ...(added.length > 0 ? [`Nuevo: ${some(added)}.`] : []),
        ...(removed.length > 0 ? [`Quitado: ${some(removed)}.`] : []),
        'Guarde otra vez para sustituirla por la suya.',
      ].join(' ');
    },
    unread: key =>
      key === 'only'
        ? 'Lo guardado no se puede leer, así que no se puede escribir a nadie. Escriba la lista de nuevo, o guárdela vacía, sin cambiar nada más, para desactivar el modo de prueba.'
        : 'Lo guardado no se puede leer. Hasta que lo guarde de nuevo vale el valor habitual.',
    changed: text =>
      `Otra persona lo ha cambiado mientras tanto a ${text === '' ? 'nada' : `«${text}»`}. Guarde otra vez para sobrescribirlo.`,
  },
  setup: {
    title: 'Comprobación de la instalación',
    states: setupStates,
    steps: {
      permissions: 'Permisos',
      quota: 'Solicitudes que quedan hoy',
      answer: 'Conexión con Google',
      token: 'Inicio de sesión',
      api: 'API Cloud Identity',
      role: 'Rol de administrador',
      organisation: 'Organización',
      background: 'Trabajo en segundo plano',
      sheet: 'Hojas',
    },
    installation: {
      script: 'Una secuencia de comandos propia, en esta hoja de cálculo',
      person: 'Un complemento que usted instaló desde Marketplace',
      admin: 'Un complemento que instaló un administrador de su organización',
    },
    version: version => `Versión ${version}`,
    result: failed =>
      failed === 0 ? 'No falta nada' : `${plural(failed, 'punto requiere', 'puntos requieren')} atención`,
    allowed: wanted => `Están concedidos los ${number(wanted)}.`,
    notAllowed: names => `Sin conceder: ${names}.`,
    allow: 'Concederlos en la página de Google',
    scopes: {
      'spreadsheets.currentonly': 'esta hoja de cálculo',
      'script.container.ui': 'la barra lateral',
      'script.external_request': 'llamar a la API de Google',
      'cloud-identity.userinvitations': 'invitaciones de usuarios',
      'userinfo.email': 'su dirección',
      'script.scriptapp': 'trabajo en segundo plano',
      'cloud-platform': 'firmar por una cuenta de servicio',
    },
    quota: (left, limit) => `${number(left)} de ${number(limit)}, según la cuenta del complemento.`,
    mayRead: 'Usted puede leer la lista. Si puede enviar, Google solo lo dice al invitar a alguien.',
    organisation: (asked, id, lists) =>
      `${asked}${id === null || id === asked ? '' : ` (ID de cliente ${id})`}. Google ${lists ? 'lista cuentas en ella' : 'no lista en ella ninguna cuenta no gestionada'}.`,
    otherCustomer: id =>
      `En la configuración figura la organización ${id} en lugar de la de su inicio de sesión: compruébela.`,
    accounts: (count, domains, more) =>
      `${plural(count, 'cuenta')} en la hoja Cuentas${domains.length === 0 ? '' : `, de ${domains.join(', ')}${more > 0 ? ` y ${number(more)} más` : ''}`}.`,
    someAddress: '(dirección)',
    remedies: {
      'no-answer':
        'Si continúa así, pregunte a un administrador: donde las secuencias de comandos solo pueden llamar a direcciones autorizadas, tiene que estarlo https://cloudidentity.googleapis.com/.',
      scope:
        'Si Google no lo pide, retire el acceso del complemento en myaccount.google.com/connections y ábralo de nuevo.',
      'scope-admin':
        'Un administrador puede concederlos para todos: consola de administración, Aplicaciones, Aplicaciones de Google Workspace Marketplace, lista de aplicaciones, este complemento, Acceso a los datos.',
      'api-off':
        'La puede activar un propietario del proyecto de Cloud: el que está vinculado a la secuencia de comandos, en Configuración del proyecto del editor de Apps Script.',
      'api-off-published':
        'Solo puede activarla quien publicó este complemento, en el proyecto de Cloud desde el que se publicó: envíele esta comprobación como texto.',
      'not-built-in-published': 'Solo puede incluirlo quien publicó este complemento.',
    },
  },
  signIn: SERVICE_ACCOUNT
    ? {
        actingFor: (who, admin) => `${who} en nombre de ${admin}`,
        works: who => `Funciona: Google responde${who === '' ? '' : ` a ${who}`}.`,
        fields: {
          serviceAccount:
            'Escriba la dirección de la cuenta de servicio, como inviter@mi-proyecto.iam.gserviceaccount.com.',
          actFor: 'Escriba la dirección de un administrador de su organización.',
          key: 'Este no es el archivo de clave JSON de una cuenta de servicio.',
        },
      }
    : NOT_HERE,
  notices: {
    invalidRows: rows => `Filas ${rows}.`,
    duplicateRows: addresses => `${addresses}.`,
    missingColumns: names => `Faltan: ${names}.`,
  },
  /** Of accounts that an invitation did not bring in. */
  unanswered: [
    {
      title: 'Qué puede hacer',
      points: [
        'Hable con la persona e invítela de nuevo: la invitación traslada la cuenta con todos sus datos.',
        'O cree un usuario gestionado con esa dirección. La persona conserva su cuenta personal y sus datos, no la dirección.',
        'Una cuenta de un grupo familiar, o con signos que Google no admite en una dirección, no se puede transferir: primero su propietario deja el grupo o cambia de dirección.',
      ],
    },
    {
      title: 'Qué hace Google cuando usted crea el usuario',
      points: [
        'La cuenta personal pasa a ser una «cuenta en conflicto», con un nombre temporal como ana%acme.com@gtempaccount.com.',
        'Al iniciar sesión, la persona elige otra dirección para ella, por ejemplo una de Gmail.',
        'Sus archivos y datos se quedan en ella. No pasan al usuario gestionado, y usted no puede verlos.',
        'El nuevo usuario gestionado empieza vacío.',
        'Es definitivo: la cuenta personal ya no se podrá invitar. Un grupo o un alias con esa dirección tiene el mismo efecto.',
      ],
    },
  ],
  menu: {
    open: 'Abrir la barra lateral',
    refresh: 'Actualizar la lista',
    mark: 'Marcar',
    markNotInvited: 'Todas las cuentas sin invitar',
    markSelection: 'Filas seleccionadas',
    clearMarks: 'Quitar todas las marcas',
    send: 'Enviar invitaciones a las marcadas…',
    cancel: 'Cancelar invitaciones de las marcadas…',
    remind: 'Enviar recordatorios…',
    undo: 'Cancelar el último envío…',
    check: 'Comprobar si se pueden invitar',
    checkMarked: 'Filas marcadas…',
    checkSelection: 'Celdas seleccionadas…',
    continueJob: 'Continuar la tarea',
    stopJob: 'Detener la tarea',
    summary: 'Resumen',
    setup: 'Comprobar la instalación',
  },
  summary: {
    title: 'Resumen de las cuentas no gestionadas',
    about: (accounts, activity) =>
      `Los números siguen por sí solos a las hojas «${accounts}» y «${activity}». Escriba al lado lo que quiera; «Resumen» en el menú repara lo que se haya borrado.`,
    accounts: 'Cuentas',
    unknown: 'Aún no se sabe',
    total: 'Todas',
    domain: 'Dominio',
    others: 'Otros dominios',
    noDepartment: 'Otros o ninguno',
    noRoom: 'Algo ocupa el lugar de estas cifras: elija «Resumen» en el menú',
    week: 'Semana del',
    sent: 'Invitaciones enviadas',
    reminders: 'Recordatorios enviados',
    chartStates: 'Cuentas por estado',
    chartWeeks: 'Enviadas y aceptadas, por semana',
  },
  protectActivity: 'Registro de a quién se envió un correo y cola de las tareas en curso',
  sidebarTitle: 'Cuentas no gestionadas',
  dialogs: {
    title: {
      send: n => `¿Enviar ${plural(n, 'invitación', 'invitaciones')}?`,
      remind: n => `¿Enviar ${plural(n, 'recordatorio')}?`,
      cancel: n => `¿Cancelar ${plural(n, 'invitación', 'invitaciones')}?`,
    },
    checkTitle: n => `¿Comprobar ${plural(n, 'dirección', 'direcciones')}?`,
    checkText: 'Se pregunta a Google si cada una se puede invitar. No se envía ningún correo.',
    checked: (eligible, notEligible, unclear) =>
      [
        plural(eligible, 'se puede invitar', 'se pueden invitar'),
        `${number(notEligible)} no`,
        ...(unclear ? [`${number(unclear)} sin respuesta`] : []),
      ].join(', '),
    typeNumber: n => `Para confirmar, escriba el número de direcciones (${number(n)}).`,
    remindWho: (days, most) =>
      `A quienes fueron invitados y no han respondido, con el último correo hace al menos ${plural(days, 'día')} y menos de ${plural(most, 'correo')} en total. Los números se cambian para siempre en la configuración, o solo por esta vez en la barra lateral.`,
    sum: {
      send: (n, left) => `${number(n)} por enviar · ${plural(left, 'omitida')}`,
      cancel: (n, left) => `${number(n)} por cancelar · ${plural(left, 'omitida')}`,
    },
    and: n => `y ${number(n)} más`,
    skipped: (n, reason) => `${plural(n, 'omitida')} (${reason.toLowerCase()})`,
    by: (who, organisation) => `Como ${who}, para ${organisation}.`,
    marked: (n, hidden) =>
      [
        `Ahora hay ${plural(n, 'dirección marcada', 'direcciones marcadas')}.`,
        ...(hidden === 0
          ? []
          : [`Sin contar ${plural(hidden, 'fila oculta, que quedó fuera', 'filas ocultas, que quedaron fuera')}.`]),
      ].join(' '),
    progress: (finished, total) => `${number(finished)} de ${number(total)}`,
    ended: (done, refusedCount, unknownCount, skippedCount) =>
      [
        plural(done, 'hecha'),
        ...(refusedCount ? [plural(refusedCount, 'denegada')] : []),
        ...(unknownCount ? [plural(unknownCount, 'incierta')] : []),
        ...(skippedCount ? [plural(skippedCount, 'omitida')] : []),
      ].join(', '),
    notFinished:
      'La tarea no ha terminado todavía. Continúa desde la barra lateral o con «Continuar la tarea» en el menú; no se pierde nada.',
    noJob: 'No hay ninguna tarea sin terminar.',
    takeOverTitle: by => `¿Hacerse cargo de la tarea de ${by}?`,
    takeOverText: 'Desde ahora se hace con su inicio de sesión y de sus solicitudes del día.',
    stopTitle: by => `¿Detener la tarea de ${by}?`,
    stopText: (left, kind) =>
      isLineKind(kind)
        ? `${plural(left, 'dirección pendiente queda como está y conserva', 'direcciones pendientes quedan como están y conservan')} su marca.`
        : 'Lo leído hasta ahora se conserva.',
  },
});

const two = (value: number): string => String(value).padStart(2, '0');
const did: Record<ActionKind, string> & Record<JobKind, string | null> = {
  send: 'enviada',
  cancel: 'cancelada',
  remind: 'enviado',
  check: null,
  refresh: 'leída',
};
/** How many, and what: one, and more where that is not one with an s. */
type Part = readonly [count: number, one: string, many?: string];
/** What agrees with an invitation, an address or an account ends in a; with a reminder, in o. */
const endings: Record<JobKind, 'a' | 'o'> = { send: 'a', cancel: 'a', remind: 'o', check: 'a', refresh: 'a' };
const marks: Record<MarkQuick, string> = {
  notInvited: 'Todas las cuentas sin invitar',
  neverInvited: 'Marcar las nunca invitadas',
  selection: 'Las filas seleccionadas',
  none: 'Quitar todas las marcas',
};

export function page({ number, plural }: Format): PageWords {
  const pageStates: Record<AccountState | 'unknown', string> = { ...states, unknown: 'Sin datos aún' };
  const addresses = (count: number): string => plural(count, 'dirección', 'direcciones');
  const invitations = (count: number): string => plural(count, 'invitación', 'invitaciones');
  const reminders = (count: number): string => plural(count, 'recordatorio');
  const mails: Record<ActionKind, (count: number) => string> = {
    send: invitations,
    cancel: invitations,
    remind: reminders,
  };
  const share = (name: ActionKind, done: number, total: number): string =>
    `${number(done)} de ${mails[name](total)}: ${plural(done, did[name])}`;
  const titles: Record<JobKind, string> = {
    send: 'Enviando invitaciones',
    cancel: 'Cancelando invitaciones',
    check: 'Comprobando direcciones',
    refresh: 'Actualizando la lista',
    remind: 'Enviando recordatorios',
  };

  const pending = (count: number): string =>
    plural(count, 'dirección pendiente no recibirá', 'direcciones pendientes no recibirán');
  const found = (count: number): string => plural(count, 'cuenta encontrada', 'cuentas encontradas');

  function duration(seconds: number): string {
    const whole = Math.max(0, Math.ceil(seconds));
    const minutes = Math.floor(whole / 60);
    return minutes < 60
      ? `${minutes}:${two(whole % 60)}`
      : `${number(Math.floor(minutes / 60))} h ${two(minutes % 60)} min`;
  }

  function ago(seconds: number): string {
    if (seconds < 60) return 'ahora mismo';
    if (seconds < 3600) return `hace ${plural(Math.floor(seconds / 60), 'minuto')}`;
    if (seconds < 86_400) return `hace ${plural(Math.floor(seconds / 3600), 'hora')}`;
    return `hace ${plural(Math.floor(seconds / 86_400), 'día')}`;
  }

  function rate(perSecond: number): string {
    if (perSecond >= 10) return `${number(Math.round(perSecond))} por segundo`;
    if (perSecond >= 1) return `${number(Math.round(perSecond * 10) / 10)} por segundo`;
    return `${number(Math.max(1, Math.round(perSecond * 60)))} por minuto`;
  }

  function tally(kind: JobKind, counts: JobView['counts']): string {
    const ending = endings[kind];
    const words = did[kind];
    const done: readonly Part[] =
      words === null
        ? [
            [counts.eligible, 'se puede invitar', 'se pueden invitar'],
            [counts.done - counts.eligible, 'no', 'no'],
          ]
        : [[counts.done, words]];
    const parts: readonly Part[] = [
      ...done,
      [counts.refused, `denegad${ending}`],
      words === null ? [counts.unknown, 'sin respuesta', 'sin respuesta'] : [counts.unknown, `inciert${ending}`],
      [counts.skipped, `omitid${ending}`],
      [counts.checking, 'en curso', 'en curso'],
    ];
    return parts
      .filter(([count], index) => index === 0 || count > 0)
      .map(([count, one, many]) => plural(count, one, many))
      .join(' · ');
  }

  const stillMailed = 'Primero se pausa. A quien se está enviando ahora todavía le llega el correo.';
  const notSent = (count: number): string =>
    `${plural(count, 'no se envió', 'no se enviaron')}, porque la tarea se detuvo.`;
  const small = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
  const changedSince = (what: string): string =>
    `${what} cambiado desde que vio esta vista previa. No se inició nada. Esta es la nueva vista previa.`;

  return {
    tag: 'es',
    dates: 'es',
    number,
    back: 'Volver',
    done: 'Listo',
    tryAgain: 'Reintentar',
    ask: press => `¿${press}?`,
    opening: 'Abriendo…',
    newWindow: '(se abre en una ventana nueva)',
    language: { label: 'Idioma', account: 'El de mi cuenta de Google' },
    signedInAs: (who, actsFor) =>
      `Sesión iniciada como ${who}${actsFor === null ? '' : `; se pregunta a Google en nombre de ${actsFor}`}`,
    requestsLeft: count => `Hoy quedan: ${plural(count, 'solicitud', 'solicitudes')}`,

    callFailures: {
      lost: {
        title: 'Se perdió la conexión',
        advice: 'Google no respondió. Compruebe la conexión e inténtelo de nuevo.',
      },
      unclear: {
        title: 'Google cortó la llamada',
        advice:
          'Inténtelo de nuevo. Si sigue igual, cierre esta barra lateral y ábrala desde el menú Extensiones: quizá Google necesite de nuevo su permiso. Con varias cuentas de Google, abra la hoja en una ventana privada, solo con la de administrador.',
      },
      authorisation: {
        title: 'Hace falta permiso',
        advice: 'Cierre esta barra lateral, ábrala de nuevo desde el menú Extensiones y acepte cuando Google lo pida.',
      },
      accounts: {
        title: 'Google no pudo determinar a qué cuenta se refiere',
        advice:
          'Ocurre con varias cuentas de Google en un navegador. Abra la hoja en una ventana privada, solo con la de administrador.',
      },
    },

    outdated: {
      title: 'El complemento se ha actualizado',
      again: 'Abra de nuevo la barra lateral',
      advice:
        'Elija «Abrir la barra lateral» en el menú del complemento, en Extensiones. Una tarea en curso sigue desde allí, y no se pierde nada.',
    },

    counts: {
      title: 'Cuentas',
      states: pageStates,
      statesOfMany: {
        ...pageStates,
        INVITED: 'Invitadas',
        ACCEPTED: 'Aceptadas',
        DECLINED: 'Rechazadas',
        NOT_LISTED: 'No listadas',
      },
      summary: parts => parts.map(([state, count]) => `${pageStates[state]}: ${number(count)}`).join(', '),
      refreshed: seconds => `Actualizado ${ago(seconds)}`,
      ago,
      asOf: seconds => `Contadas ${ago(seconds)}. Se están contando de nuevo…`,
      never: 'Sin actualizar por completo todavía',
      refresh: 'Actualizar',
      choose: 'Actualizar solo algunos estados',
      only: names => `Solo ${names.toLowerCase()}`,
      opening: 'Iniciando…',
    },
    first: {
      title: 'Busque cuentas no gestionadas',
      what: 'Las cuentas no gestionadas son cuentas personales de Google con una dirección de su organización. Este complemento las lista en una hoja, las invita a pasar a ser gestionadas y cancela invitaciones.',
      next: 'Actualice para verlas. No se envía ningún correo.',
    },
    missing: {
      empty: 'Google no lista ninguna cuenta no gestionada',
      title: '¿Falta alguien?',
      intro: 'Una cuenta que usted conoce puede faltar porque:',
      reasons: [
        'Es nueva, o el dominio se verificó hace poco: Google tarda entre 24 y 48 horas en listarla.',
        'Su dirección es de un dominio alias.',
        'La dirección de su organización es solo su dirección alternativa.',
        WORK_ACCOUNT,
      ],
      anyway: 'Puede invitarla antes de que Google la liste: escriba la dirección en la hoja Cuentas y márquela.',
      open: 'Abrir la hoja Cuentas',
    },
    notices: count => plural(count, 'aviso'),

    marks: {
      marked: count => plural(count, 'marcada'),
      menu: 'Marcar',
      how: marks,
      after: (marked, changed, hidden) =>
        (changed === 0
          ? `Sin cambios: ${plural(marked, 'marcada')}`
          : `${plural(marked, 'marcada')}, ${plural(changed, 'fila cambiada', 'filas cambiadas')}`) +
        (hidden === 0
          ? ''
          : `. ${plural(hidden, 'fila oculta quedó', 'filas ocultas quedaron')} fuera. Para marcarlas también, quite «Dejar fuera las filas ocultas» en Marcar > Por estado, dominio…`),
      form: {
        open: 'Por estado, dominio, fecha, texto…',
        title: 'Marcar las filas que cumplen todo esto',
        state: 'Estado',
        anyState: 'Cualquiera',
        domain: 'Dominio',
        days: 'Invitada hace más de tantos días',
        wrongDays: 'Escriba un número entero de días.',
        faults: {
          nothing: 'Elija al menos una condición. Sin ninguna se marcarían todas las filas.',
          domain: 'Escriba un solo dominio, por ejemplo acme.com. Si son varios, marque uno tras otro.',
          days: 'Nadie está invitado y además en ese estado: elija «Invitada» o «Cualquiera», o deje esto vacío.',
        },
        text: 'Texto en la dirección o en las notas',
        column: 'Columna',
        also: 'Y en la columna',
        says: header => `En «${header}» dice exactamente`,
        selected: 'Solo filas seleccionadas',
        visible: 'Dejar fuera las filas ocultas',
        visibleHint:
          'Ocultas por un filtro o a mano. Lo que oculta una vista de filtro no se puede ver, y se marca también.',
        mark: 'Marcar',
        close: 'Cerrar',
      },
      noneNew: cancel =>
        cancel === 0
          ? 'El envío las omitiría: ya respondieron o se invitaron antes.'
          : `El envío las omitiría, ${plural(cancel, 'por estar ya invitada')}. Cancele sus invitaciones o use Recordatorios, abajo.`,
      nothing: 'No hay nada marcado. Marque casillas en la hoja Cuentas o use Marcar.',
      send: 'Enviar invitaciones',
      cancel: 'Cancelar invitaciones',
    },

    more: 'Más',
    sheets: { summary: 'Ver la hoja Resumen', activity: 'Ver la hoja Actividad' },
    archive: {
      title: 'Archivar líneas antiguas de Actividad',
      what: 'Las líneas de las que ya no depende nada se mueven a una hoja propia, como «Actividad 2026-11-22».',
      stays:
        'Se quedan las tareas recientes, los correos a quienes aún se puede invitar o recordar y los intentos inciertos. Al consultar una dirección se verá solo lo que siga en Actividad.',
      older: 'De hace más de',
      days: days => plural(days, 'día'),
      loading: 'Contando…',
      plan: (count, from, to) =>
        `${plural(count, 'línea')}, del ${from} al ${to}: se ${count === 1 ? 'puede' : 'pueden'} mover.`,
      none: 'No se puede mover ninguna línea tan antigua.',
      open: count =>
        `${plural(count, 'línea antigua se queda', 'líneas antiguas se quedan')}, por personas a las que aún se puede invitar o recordar.`,
      longer: days => `Solo líneas de hace más de ${plural(days, 'día')}, por el ajuste «Días entre dos correos».`,
      move: count => (count === 0 ? 'Mover líneas' : `Mover ${plural(count, 'línea')}`),
      moving: 'Moviendo…',
      done: (count, sheet) => `${plural(count, 'línea movida', 'líneas movidas')} a la hoja «${sheet}».`,
    },

    preview: {
      loading: 'Comprobando a quién afecta…',
      updating: 'Actualizando…',
      sum: {
        send: (count, skipped) => `${number(count)} por enviar · ${plural(skipped, 'omitida')}`,
        cancel: (count, skipped) => `${number(count)} por cancelar · ${plural(skipped, 'omitida')}`,
      },
      firstTime: count => `${addresses(count)} por primera vez`,
      again: count => `${addresses(count)} de nuevo`,
      mails: count => (count === null ? 'con un correo anterior' : `${plural(count, 'correo')} hasta ahora`),
      by: 'Por',
      organisation: 'Organización',
      requests: 'Solicitudes',
      requestsOf: (needed, left) => `Aprox. ${number(needed)} de ${number(left)} que quedan hoy`,
      time: 'Tiempo',
      timeOf: needed => `Aprox. ${duration(needed)} con 60 solicitudes por minuto, ${duration(needed / 10)} con 600`,
      list: { send: 'Direcciones que recibirán un correo', cancel: 'Direcciones cuya invitación se cancelará' },
      find: 'Buscar una dirección',
      found: (count, all) => `${number(count)} de ${addresses(all)}`,
      noneFound: 'Ninguna dirección coincide.',
      first: (shown, all) => `Primeras ${number(shown)} de ${number(all)}. Desplácese para ver más.`,
      skipped: count => plural(count, 'omitida'),
      options: 'Incluir',
      checkFirst: 'Comprobar antes si se pueden invitar (una solicitud por dirección)',
      onlyEligible: 'Solo quienes se pueden invitar, según la comprobación',
      checked: (yes, no, none) =>
        `Comprobado: ${plural(yes, 'se puede', 'se pueden')} invitar, ${number(no)} no, ${number(none)} sin respuesta.`,
      recent: days => `Personas que recibieron un correo ${lately(days)}`,
      invitedBefore: days =>
        days === 0 ? 'Personas invitadas antes' : `Personas invitadas hace ${plural(days, 'día')} o más`,
      declined: 'Personas que rechazaron la invitación',
      confirm: { send: count => `Enviar ${invitations(count)}`, cancel: count => `Cancelar ${invitations(count)}` },
      type: count => `Escriba ${number(count)} para confirmar`,
      starting: 'Iniciando…',
      despiteCopy: 'Continuar de todos modos',
      cancelled: 'Un correo no se puede retirar, pero su enlace deja de funcionar. Las cuentas quedan sin invitar.',
      nobody: { send: 'No hay nadie a quien invitar', cancel: 'No hay ninguna invitación que cancelar' },
      nobodyMarked: 'Ninguna fila marcada tiene una dirección válida. Marque filas en la hoja Cuentas y vuelva.',
      nobodyLeft: 'Se omiten todas las cuentas, por los motivos de abajo.',
      from: {
        marks: null,
        job: {
          title: '¿Cancelar lo que envió esta tarea?',
          nobody: 'No hay nada que cancelar',
          none: 'Ninguna de las invitaciones que envió esta tarea sigue abierta.',
        },
        reminders: {
          title: '¿Enviar recordatorios?',
          nobody: 'No hay nadie a quien recordar',
          none: 'Nadie de la lista tiene una respuesta pendiente.',
        },
      },
      mail: {
        title: 'Cómo es el correo de Google',
        from: 'De',
        sender: 'El equipo de Google Cloud',
        about: 'Asunto',
        subject: organisation =>
          `«${organisation} solicita que transfiera su cuenta de Google», en el idioma de la persona`,
        what: 'Un enlace del correo lleva a una página de Google para aceptar o rechazar. Muchos lo toman por un fraude: anúncielo antes.',
        reported:
          'Según servicios de asistencia; Google puede redactarlo de otro modo, y nombra a su organización como la consola de administración.',
      },
      policy: (days, most) =>
        `Personas invitadas que no han respondido, con el último correo hace al menos ${plural(days, 'día')} y menos de ${plural(most, 'correo')} en total.`,
      refreshFirst: 'Actualizar antes la lista',
      remind: count => `Enviar ${reminders(count)}`,
      changedList: changedSince('La lista ha'),
      changed: changedSince('Las marcas han'),
    },

    followUp: {
      title: 'Seguimiento',
      loading: 'Consultando…',
      reminders: 'Recordatorios',
      remindersWhat:
        'Vuelva a escribir a quienes fueron invitados y no han respondido; a nadie que haya aceptado, rechazado o salido de la lista de Google.',
      policy: {
        days: { before: 'Último correo hace al menos', after: days => (days === 1 ? 'día' : 'días') },
        most: { before: 'Como máximo', after: most => `${most === 1 ? 'correo' : 'correos'} por persona en total` },
      },
      limits: (daysFrom, daysTo, mailsFrom, mailsTo) =>
        `Días: de ${daysFrom} a ${daysTo}. Correos: de ${mailsFrom} a ${mailsTo}.`,
      remind: 'Vista previa de recordatorios',
      schedule: {
        title: 'Recordatorios programados',
        what: 'Una vez al día, con la barra lateral cerrada, se actualiza la lista y se envían los recordatorios que tocan. Nunca a quien aceptó o rechazó, ni antes de los días entre dos correos.',
      },
      scheduled: BACKGROUND
        ? {
            policy: (days, most) =>
              `Último correo hace al menos ${plural(days, 'día')}, como máximo ${plural(most, 'correo')} por persona en total. Estos números están en la configuración.`,
            asYou:
              'La primera ejecución llega en menos de una hora. Se ejecuta con su cuenta y sus permisos hasta que usted u otro editor de esta hoja lo desactive. Se aplican el modo de prueba y la configuración.',
            perRun: {
              before: 'Como máximo',
              after: most => (most === 1 ? 'correo por ejecución' : 'correos por ejecución'),
            },
            perRunLimits: (from, to) => `Escriba un número de ${number(from)} a ${number(to)}.`,
            why: 'Los que lo superen irán en la siguiente ejecución.',
            type: (count, above) =>
              `Son más de ${number(above)}: escriba ${number(count)} para confirmar que se pueden enviar tantos correos sin verlos antes`,
            on: 'Activar',
            off: 'Desactivar',
            again: 'Activar de nuevo',
            working: 'Un momento…',
            offWhat: 'Al desactivar se detiene también una tarea programada en curso.',
            wasOff: (by, when) => (by === '' ? `Desactivados, ${when}.` : `Los desactivó ${by}, ${when}.`),
            wasOffMine: when => `Los desactivó usted, ${when}.`,
            isOn: by => `Activados, con la cuenta de ${by}.`,
            isOnMine: 'Activados, con su cuenta.',
            theirs:
              'Se ejecutan con los permisos de esa persona. Para usar los suyos, desactívelos y vuelva a activarlos.',
            most: count => `Como máximo ${plural(count, 'correo')} por ejecución.`,
            last: (when, text) => `Última ejecución, ${when}: ${text}`,
            never: 'Todavía no se han ejecutado.',
            nextAt: when => `Próxima ejecución: ${when} o en la hora siguiente.`,
            soon: 'Próxima ejecución: en menos de una hora.',
            daily: when => `cada día, próximos ${when ?? 'en menos de una hora'}`,
            due: count =>
              count === 0
                ? 'Según la lista actual, no hay nadie pendiente.'
                : `Pendientes, según la lista actual: ${addresses(count)}`,
            more: count => `${number(count)} más para ejecuciones posteriores.`,
          }
        : NOT_HERE,
      pastJobs: 'Tareas recientes',
      noJobs: 'Todavía no ha terminado ninguna tarea de envío o cancelación de invitaciones.',
      job: share,
      cancelJob: 'Cancelar estas invitaciones…',
      unanswered: 'Rechazadas y sin respuesta',
      nobody: days => `Nadie ha rechazado la invitación ni la ha dejado sin responder durante ${plural(days, 'día')}.`,
      declined: count => plural(count, 'rechazada'),
      ignored: (count, days) => `${plural(count, 'invitada')} hace más de ${plural(days, 'día')}, sin respuesta`,
      file: 'Crear los usuarios a la vez',
      fileWhat:
        'Tiene las columnas que exige la subida en bloque de Google. Antes de subirlo, rellene las contraseñas y revise los nombres; después, bórrelo.',
      passwords:
        'Una hoja de cálculo cambia contraseñas sin avisar: 0012 pasa a 12, +12 pierde el signo, =x da error. Importe todas las columnas como texto o use un editor de texto.',
      namesListed: count => plural(count, 'nombre de su lista de personas', 'nombres de su lista de personas'),
      guessed: count => plural(count, 'nombre deducido de la dirección', 'nombres deducidos de la dirección'),
      nameless: count =>
        `A ${plural(count, 'línea le falta', 'líneas les falta')} el nombre o el apellido. Google exige ambos: escríbalos.`,
      leftOut: count =>
        `${addresses(count)} fuera del archivo: Google no admite esos signos en la dirección de un usuario`,
      download: count => `Descargar CSV (${addresses(count)})`,
      upload: 'Súbalo en la consola de administración: Directorio, Usuarios, Actualizar usuarios en bloque.',
    },

    people: {
      title: 'Comparar con su personal',
      what: 'Su personal, de una pestaña o un archivo, junto a la hoja Cuentas. No se envía ningún correo y solo se guarda lo que escriba en la hoja.',
      file: 'Abrir un archivo…',
      tooLong: {
        title: 'Este archivo es demasiado largo.',
        advice: 'Use menos columnas o hágalo pestaña: Archivo > Importar.',
      },
      tab: 'La lista',
      choose: 'Elija…',
      working: 'Un momento…',
      columns: (used, all) => `Columnas: se usan ${number(used)} de ${number(all)}`,
      unused: 'No se usa',
      noAddresses: 'No se ha reconocido ninguna columna de direcciones. Elíjala aquí.',
      roles: {
        address: 'Dirección de trabajo',
        other: 'Otras direcciones',
        name: 'Nombre completo',
        given: 'Nombre',
        family: 'Apellidos',
        department: 'Departamento',
        manager: 'Responsable',
        language: 'Idioma',
        status: 'Situación',
        leave: 'Fecha de baja',
      },
      again: 'Comparar con estas columnas',
      sums: (people, all) => `${plural(people, 'persona')}, ${plural(all, 'cuenta')}`,
      repeated: rows =>
        `${plural(rows, 'fila es', 'filas son')} de personas que ya están en la lista: cada una cuenta una vez.`,
      unclear: (examples, more) =>
        `No es seguro si alguien se ha ido por: ${examples.join(', ')}${more ? '…' : ''}. Cuentan como si no se hubieran ido.`,
      groups: {
        staff: {
          title: n => `${n === 1 ? 'persona' : 'personas'} con una cuenta no gestionada`,
          help: 'Su dirección de trabajo es la cuenta. También cuentan las que aceptaron.',
        },
        left: {
          title: n => (n === 1 ? 'cuenta de alguien que ya no está' : 'cuentas de personas que ya no están'),
          help: 'Desactivadas en la lista, o con el último día ya pasado. Mírelas antes de invitarlas.',
        },
        other: {
          title: () => 'con otra dirección de una persona',
          help: 'La cuenta es un alias o una segunda dirección de la lista.',
        },
        ambiguous: {
          title: n => `${n === 1 ? 'dudosa' : 'dudosas'}: de varias personas`,
          help: 'Varias personas de la lista tienen esta dirección. Solo una persona puede decidir.',
        },
        nobody: {
          title: n => `${n === 1 ? 'cuenta' : 'cuentas'} de nadie de la lista`,
          help: 'Un nombre parecido es solo una sugerencia: no empareja nada.',
        },
        unlisted: {
          title: n =>
            n === 1 ? 'persona que no está en la lista de Google' : 'personas que no están en la lista de Google',
          help: 'La lista de Google puede tardar uno o dos días. Preguntar cuesta una solicitud por persona; el coste se muestra antes.',
        },
      },
      near: names => `se parece a ${names}`,
      noAddress: 'sin dirección en la lista',
      mark: 'Marcar estas',
      write: 'Escribir estas',
      ask: (before, count, all) =>
        `Preguntar a Google (${count === all ? '' : `${number(before + 1)} a `}${number(before + count)})`,
      writeAll: 'Escribir todo en Cuentas',
      written: rows =>
        `Escrito junto a las cuentas: ${rows === 0 ? 'no había diferencias' : plural(rows, 'fila cambiada', 'filas cambiadas')}.`,
      next: 'Marcar según lo escrito…',
      forget: 'Olvidar la comparación',
      forgetAdvice: 'Se vacían persona, departamento y situación donde los escribió una comparación.',
      keep: 'Conservarla',
      forgotten: rows => `Comparación olvidada: ${plural(rows, 'fila vaciada', 'filas vaciadas')}.`,
      since: 'Desde la última comparación',
      noChange: 'Nada nuevo desde la última comparación.',
      changed: {
        left: count => `${number(count)} ya no ${count === 1 ? 'está' : 'están'}`,
        gone: count => `${number(count)} fuera ya de la lista`,
        found: count => `${number(count)} ahora en plantilla`,
      },
    },
    check: {
      found: (eligible, total) =>
        `${number(eligible)} de ${addresses(total)} ${eligible === 1 ? 'se puede' : 'se pueden'} invitar.`,
      title: 'Buscar o comprobar',
      field: 'Una dirección, o una lista de direcciones',
      lookUp: 'Buscar',
      menu: 'Comprobar',
      from: {
        text: 'Las direcciones pegadas aquí',
        marked: 'Las filas marcadas',
        selection: 'Las celdas seleccionadas de cualquier hoja',
        tab: 'Toda la hoja que está delante',
        file: 'Un archivo…',
      },
      previewTitle: '¿Comprobar si se pueden invitar?',
      why: 'Se pregunta a Google si cada una se puede invitar. No se envía ningún correo y las marcas no cambian.',
      loading: 'Leyendo las direcciones…',
      who: count => plural(count, 'dirección se comprobará', 'direcciones se comprobarán'),
      noAddress: 'No es una dirección válida',
      repeated: 'Repetidas, se comprueban una vez',
      columns: 'Columnas con direcciones',
      columnsHelp: 'Solo se leen las que tienen la casilla marcada.',
      column: at => `Columna ${number(at)}`,
      isList: count => `Esto es una lista de ${addresses(count)}.`,
      noText: {
        title: 'Este archivo no se puede leer como texto.',
        advice: 'Ábralo en Hojas de cálculo de Google y elija aquí su pestaña.',
      },
      nobody: 'No hay ninguna dirección que comprobar',
      nobodyAdvice: 'Pegue direcciones, abra un archivo, marque filas o seleccione celdas con direcciones, y vuelva.',
      confirm: count => `Comprobar ${addresses(count)}`,
      eligible: count => plural(count, 'se puede invitar', 'se pueden invitar'),
      notEligible: count => plural(count, 'no se puede invitar', 'no se pueden invitar'),
      reasonsIntro: 'Google no dice el motivo. Los más probables:',
      reasons: [
        'Su dominio no está entre sus dominios verificados, o es un dominio alias.',
        'Ya es una cuenta gestionada.',
        'Es solo una dirección alternativa, o nadie creó con ella una cuenta personal de Google.',
        WORK_ACCOUNT,
      ],
      listing: 'Leyendo el resultado…',
      notLoaded: 'No se pudieron leer las listas. Están en Actividad.',
      add: 'Añadir las que se pueden invitar a la hoja Cuentas',
      markToo: 'Marcarlas también, para invitarlas después',
      declined: count =>
        `De ellas, ${plural(count, 'rechazó', 'rechazaron')} la invitación. La vista previa las omite, salvo que las incluya.`,
      after: (added, present, marked) =>
        `${added === 0 ? 'Ninguna añadida' : plural(added, 'añadida')}${present === 0 ? '' : `; ${plural(present, 'ya estaba', 'ya estaban')}`}. Ahora hay ${plural(marked, 'marcada')}.`,
    },

    lookUp: {
      loading: 'Preguntando a Google…',
      again: 'Preguntar de nuevo',
      state: 'Estado',
      notListed: 'No listada por Google',
      notKnown: 'No se sabe',
      mails: 'Correos enviados',
      changed: 'Último cambio',
      eligible: 'Se puede invitar',
      yes: 'Sí',
      no: 'No',
      row: 'En la hoja',
      rowOf: (row, marked) => `Fila ${number(row)}${marked ? ', marcada' : ''}`,
      noRow: 'Todavía sin fila',
      mark: 'Marcarla',
      add: 'Añadirla y marcarla',
      next: 'Después envíe o cancele con la vista previa de siempre.',
      history: 'Lo hecho hasta ahora',
      none: 'Nada desde esta hoja de cálculo.',
    },

    settings: {
      title: 'Configuración',
      open: 'Abrir la configuración',
      save: 'Guardar',
      saving: 'Guardando…',
      saved: 'Configuración guardada.',
      usually: text => `Normalmente ${text}.`,
      between: (from, to) => `De ${number(from)} a ${number(to)}.`,
      groups: {
        safety: 'Para no escribir a nadie por error',
        reminders: 'Recordatorios',
        google: 'Solicitudes y organización',
      },
      testMode: 'El modo de prueba está activado.',
      testModeOn: only =>
        only.length === 0
          ? 'Su lista no se pudo leer: no se puede escribir a nadie. Vea la configuración.'
          : `Solo se puede escribir a: ${only.slice(0, 3).join(', ')}${only.length > 3 ? ` y ${number(only.length - 3)} más` : ''}.`,
      fields: {
        only: {
          label: 'Modo de prueba: solo estas direcciones o dominios',
          help: 'Al enviar y cancelar se omite a todos los demás. Vacío: desactivado.',
        },
        typeAbove: {
          label: 'Pedir el número cuando haya más de',
          help: 'Para enviar a más direcciones que estas, o cancelarlas, hay que escribir su número.',
        },
        recentDays: {
          label: 'Días entre dos correos',
          help: 'Se omite a quien recibió un correo en estos días, salvo que indique otra cosa en la vista previa.',
        },
        remindDays: {
          label: 'Días desde el último correo',
          help: 'No se envía recordatorio a quien recibió un correo hace menos días.',
        },
        remindMost: {
          label: 'Correos por persona en total',
          help: 'La invitación también cuenta. Los recordatorios parten de ambos números.',
        },
        perMinute: { label: 'Solicitudes por minuto como máximo', help: 'Vacío: tan rápido como permita Google.' },
        atOnce: {
          label: 'Solicitudes a la vez',
          help: 'Más es más rápido si las respuestas tardan; Apps Script ha rechazado ráfagas grandes.',
        },
        customer: {
          label: 'Organización',
          help: 'Vacío: la de su propia sesión. Si es otra, su ID de cliente, por ejemplo C01abc23d. Actualice la lista después de cambiarlo.',
        },
        fetchesADay: {
          label: 'Sus solicitudes al día',
          help: 'Google permite 100.000 con Workspace y 20.000 con otras cuentas. Solo para usted, en todas las hojas.',
        },
        never: {
          label: 'Lista de exclusión: nadie escribe a estas',
          help: 'Una por línea: dirección o dominio, coma, motivo. No reciben ningún correo, tampoco programado.',
        },
      },
      neverWho: 'Quién escribió cada entrada',
    },
    signIn: {
      title: 'Inicio de sesión',
      open: 'Abrir el inicio de sesión',
      now: who => `En uso: ${who}`,
      acting: (account, admin) => `${account} en nombre de ${admin}`,
      choose: 'Preguntar a Google con',
      modes: {
        own: {
          label: 'Su propia cuenta',
          help: 'Lo habitual: no hay que configurar nada. Usted debe ser administrador.',
        },
        key: {
          label: 'Una cuenta de servicio con clave',
          help: SERVICE_ACCOUNT
            ? 'Actúa en nombre de un administrador que usted indica. La clave se guarda solo para usted: los demás editores de la hoja no pueden leerla.'
            : '',
        },
        delegation: {
          label: 'Una cuenta de servicio sin clave',
          help: SERVICE_ACCOUNT
            ? 'Actúa en nombre de un administrador que usted indica; Google firma por ella porque usted tiene el rol Creador de tokens de cuenta de servicio.'
            : '',
        },
      },
      notBuiltIn: mode =>
        `Esta copia del complemento no puede hacerlo${mode === 'key' ? '' : ': hace falta un permiso muy amplio'}. Solicite «${mode}» a quien lo instaló.`,
      account: SERVICE_ACCOUNT
        ? {
            fields: {
              serviceAccount: {
                label: 'Cuenta de servicio',
                help: 'Su dirección, como inviter@mi-proyecto.iam.gserviceaccount.com.',
              },
              key: { label: 'Archivo de clave (JSON)', help: 'Tal como lo da la consola de Cloud.' },
              actFor: {
                label: 'Actúa en nombre de este administrador',
                help: 'La dirección principal de un administrador que pueda gestionar invitaciones de usuarios. El registro de actividad nombra a ambos.',
              },
            },
            kept: (email, id) => `Se guarda una clave de ${email} (${id}…).`,
            anyway: 'Usarlo de todos modos',
            usedAnyway: 'En uso ahora, aunque la prueba falló.',
            removed: 'La clave ya no está aquí. Elimínela también en la consola de Cloud, si nada más la usa.',
            remove: 'Quitarla',
          }
        : NOT_HERE,
      use: 'Probar y usar',
      trying: 'Preguntando a Google…',
    },

    setup: {
      title: 'Comprobación de la instalación',
      open: 'Comprobar la instalación',
      running: 'Comprobando paso a paso… Tarda unos segundos.',
      result: failed =>
        failed === 0 ? 'No falta nada.' : `${plural(failed, 'punto requiere', 'puntos requieren')} atención.`,
      states: setupStates,
      again: 'Comprobar de nuevo',
      copy: 'Copiar como texto',
      copied: 'Copiado. No contiene la dirección de nadie.',
      notCopied: 'Pulse Ctrl+C para copiar el texto seleccionado. No contiene la dirección de nadie.',
      text: 'La comprobación como texto',
    },

    job: {
      title: titles,
      theirs: (by, name) => `${by} está ${small(titles[name])}`,
      theirsHint:
        'Hay una sola tarea a la vez. Cuando lleve minuto y medio parada, podrá continuarla usted. Mientras tanto puede consultar, marcar filas y cambiar la configuración.',
      meanwhile: 'Hacer otra cosa mientras tanto',
      goesOn: (title, howFar) => `${title}: ${howFar}`,
      stale: 'Esta tarea lleva un rato sin avanzar; puede que su barra lateral esté cerrada. Puede continuarla usted.',
      takeOver: 'Continuarla yo',
      of: (finished, total, percent) => `${number(finished)} de ${number(total)} (${percent} %)`,
      found,
      dressing: count => `${found(count)}. Las filas ya están; aún se da formato a la hoja.`,
      bar: 'Progreso',
      tally,
      rate,
      left: seconds => `faltan ${duration(seconds)}`,
      stays: 'Deje abierta esta barra lateral. Si se cierra, la tarea espera y sigue cuando la abra de nuevo.',
      background: BACKGROUND
        ? {
            label: 'Continuar en segundo plano',
            on: 'Puede cerrar esta barra lateral: la tarea sigue cada pocos minutos hasta terminar.',
          }
        : NOT_HERE,
      notInBackground: BACKGROUND
        ? NOT_HERE
        : {
            question: '¿Puede seguir sin la barra lateral?',
            answer:
              'En esta copia del complemento, no: hace falta un permiso más. Solicite «background» a quien lo instaló.',
          },
      waiting: seconds => `Sigue en ${duration(seconds)}`,
      waitingNow: 'Siguiendo…',
      theirsWaiting: (by, seconds) =>
        `Sigue cuando esté abierta la barra lateral de ${by}. Si no sigue, podrá continuarla usted en ${duration(seconds)}.`,
      theirsSilent: seconds => `Lleva un rato parada. Podrá continuarla usted en ${duration(seconds)}.`,
      theirsInBackground: 'Sigue en segundo plano en unos minutos.',
      waitingWhy: 'Se espera un poco antes de volver a preguntar a Google. No se pierde nada.',
      paused: 'En pausa. Lo que falta espera hasta que usted reanude.',
      theirPaused: 'En pausa.',
      pause: 'Pausar',
      resume: 'Reanudar',
      stop: 'Detener',
      asking: { pause: 'Pausando…', resume: 'Reanudando…', stop: 'Deteniendo…', takeOver: 'Tomando la tarea…' },
      stopAdvice: {
        send: left => `${pending(left)} el correo y ${left === 1 ? 'conserva' : 'conservan'} su marca.`,
        remind: left => `${pending(left)} el recordatorio.`,
        cancel: left =>
          `${plural(left, 'invitación pendiente no se cancelará y conserva', 'invitaciones pendientes no se cancelarán y conservan')} su marca.`,
        check: left =>
          `${plural(left, 'dirección no se comprobará', 'direcciones no se comprobarán')}. Lo hallado hasta ahora se conserva.`,
        refresh: () => 'Lo leído hasta ahora se conserva. Actualice otra vez para leer el resto.',
      },
      stopWaits: {
        send: stillMailed,
        remind: stillMailed,
        cancel: 'Primero se pausa. Lo que se está cancelando en este momento todavía se cancela.',
        check: 'Primero se pausa. Lo que se está comprobando en este momento todavía se comprueba.',
      },
      stopUnclear: count =>
        `${plural(count, 'ya tramitada sigue', 'ya tramitadas siguen')} sin respuesta clara de Google: ${count === 1 ? 'termina como «Incierta»' : 'terminan como «Inciertas»'} y usted decide.`,
      stopYes: {
        send: 'Detener el envío',
        remind: 'Detener los recordatorios',
        cancel: 'Detener la cancelación',
        check: 'Detener la comprobación',
        refresh: 'Detener la actualización',
      },
      stopNo: 'Seguir',
      lost: {
        title: 'Se perdió la conexión',
        advice: 'No se pierde nada: la tarea continúa cuando vuelva la conexión.',
      },
      retryIn: seconds => `Próximo intento en ${duration(seconds)}`,
      retrying: 'Reintentando…',
      retryNow: 'Reintentar ahora',
      rests: (finished, total) => `Una tarea espera a que la reanude: ${number(finished)} de ${number(total)}.`,
      listRests: 'Una actualización espera a que la reanude.',
      show: 'Ver tarea',
      said: (title, howFar, standing) => `${title}: ${howFar}. ${standing}`,
    },

    result: {
      title: {
        done: {
          send: 'Invitaciones enviadas',
          cancel: 'Invitaciones canceladas',
          check: 'Direcciones comprobadas',
          refresh: 'Lista actualizada',
          remind: 'Recordatorios enviados',
        },
        stopped: {
          send: 'Envío detenido',
          cancel: 'Cancelación detenida',
          check: 'Comprobación detenida',
          refresh: 'Actualización detenida',
          remind: 'Recordatorios detenidos',
        },
      },
      notComplete: 'La lista no se actualizó por completo',
      none: {
        send: 'No se envió ninguna invitación',
        cancel: 'No se canceló ninguna invitación',
        remind: 'No se envió ningún recordatorio',
      },
      fine: (name, count) =>
        `Se ${{ send: 'envi', remind: 'envi', cancel: 'cancel' }[name]}${count === 1 ? 'ó' : 'aron'} ${mails[name](count)}`,
      mixed: share,
      left: {
        send: notSent,
        remind: notSent,
        cancel: count => `${plural(count, 'no se canceló', 'no se cancelaron')}, porque la tarea se detuvo.`,
      },
      keep: 'Las que quedan siguen marcadas como estaban.',
      stillMarked: count => `Siguen marcadas en la hoja: ${number(count)}`,
      kinds: {
        refused: count => plural(count, 'denegada'),
        unknown: count => plural(count, 'incierta'),
        skipped: count => plural(count, 'omitida'),
      },
      examples: (shown, all) => (shown === all ? `Ver ${addresses(all)}` : `Ver ${number(shown)} de ${addresses(all)}`),
      listed: 'Listadas por Google',
      added: 'Añadidas a la hoja',
      changed: 'Con cambios',
      gone: 'Ya no listadas',
      only: names =>
        `Estados leídos: ${names}. Las cuentas que ya no están ahí se consultaron; las demás filas quedan como estaban.`,
      activity: 'Ver en Actividad',
      unclear: count =>
        `${plural(count, 'incierta')}: la tarea terminó sin respuesta clara de Google. Mire en Actividad antes de volver a enviar.`,
      last: parts => `Última tarea: ${small(parts.join(', '))}`,
      show: 'Ver resultado',
    },
  };
}
