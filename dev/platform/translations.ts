// Google's refusals in Spanish and Japanese. The words are translated; what stays are names: scope addresses, methods
// of the language, services. Of Japanese even the colon before a service's name goes.

/**
 * `source`: null stands for [?]: no public text is known, so that the wording is ours; that it differs from English is
 * what matters, and that the names in it stay.
 */
type Translation = { readonly text: string; readonly source: string | null };

/** Of exceptions. */
export const LANGUAGES = ['en', 'es', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];

const HANDLER = 'RomainVialard/ErrorHandler, src/ErrorHandler.gs.js';
const REPORTS = 'many public reports, with the scope addresses behind the colon';
const JAPANESE_QUOTA = 'public reports of urlfetch and of translate: the service stands in the middle, no colon';

export const TRANSLATIONS: Readonly<Record<Exclude<Language, 'en'>, Readonly<Record<string, Translation>>>> = {
  es: {
    'chart-sheet': { text: 'Esta operación no se puede hacer en una hoja sin celdas.', source: null },
    'typed-validation': { text: 'Esta operación no está permitida en celdas de columnas con tipo.', source: null },
    'typed-format': {
      text: 'No puedes definir el formato de número de las celdas de una columna con tipo.',
      source: null,
    },
    'filter-merged': { text: 'No puedes crear un filtro en un intervalo con combinaciones verticales.', source: null },
    'sort-merged': { text: 'No puedes ordenar un intervalo con combinaciones verticales.', source: null },
    'freeze-merged': {
      text: 'No puedes inmovilizar filas que solo contienen parte de una celda combinada.',
      source: null,
    },
    'insert-frozen': {
      text: 'Ahora no puedes insertar una columna aquí. Arrastra la barra de inmovilización a la izquierda e insértala después.',
      source: null,
    },
    'table-filter': { text: 'No puedes crear un filtro que se cruce con una tabla.', source: null },
    protected: {
      text: 'Estás intentando editar una celda o un objeto protegidos. Ponte en contacto con el propietario de la hoja de cálculo para desprotegerla si es necesario modificarla.',
      source: HANDLER,
    },
    'rows-mismatch': {
      text: 'El número de filas de los datos no coincide con el número de filas del intervalo. Los datos tienen {data}, pero el intervalo tiene {range}.',
      source: null,
    },
    'columns-mismatch': {
      text: 'El número de columnas de los datos no coincide con el número de columnas del intervalo. Los datos tienen {data}, pero el intervalo tiene {range}.',
      source: null,
    },
    'range-outside': { text: 'Las coordenadas del intervalo están fuera de las dimensiones de la hoja.', source: null },
    'range-no-rows': { text: 'El número de filas del intervalo debe ser 1 como mínimo.', source: null },
    'range-no-columns': { text: 'El número de columnas del intervalo debe ser 1 como mínimo.', source: null },
    'range-not-found': { text: 'No se ha encontrado el intervalo.', source: HANDLER },
    'rows-outside': { text: 'Estas filas están fuera de los límites.', source: null },
    'columns-outside': { text: 'Estas columnas están fuera de los límites.', source: null },
    'delete-all-rows': { text: 'No puedes eliminar todas las filas de la hoja.', source: null },
    'delete-all-columns': { text: 'No puedes eliminar todas las columnas de la hoja.', source: null },
    'delete-all-unfrozen': { text: 'No es posible eliminar todas las filas no inmovilizadas.', source: null },
    'delete-last-sheet': { text: 'No puedes eliminar todas las hojas de un documento.', source: null },
    'sheet-name-taken': {
      text: 'Ya existe una hoja con el nombre "{name}". Introduce un nombre distinto.',
      source: HANDLER,
    },
    'sheet-gone': { text: 'No se ha encontrado la hoja {id}', source: null },
    'cell-too-long': {
      text: 'La entrada contiene más de 50000 caracteres, el máximo permitido en una celda.',
      source: null,
    },
    'too-many-cells': {
      text: 'Esta acción aumentaría el número de celdas del libro de trabajo por encima del límite de 10000000 celdas.',
      source: null,
    },
    validation: {
      text: 'Los datos que has introducido en la celda {cell} infringen las reglas de validación de datos establecidas en ella.',
      source: null,
    },
    'filter-exists': { text: 'No puedes crear un filtro en una hoja que ya tiene uno.', source: null },
    'metadata-place': {
      text: 'Actualmente no se pueden añadir metadatos de desarrollador a intervalos arbitrarios, solo a la hoja de cálculo, a una hoja o a una fila o columna completa.',
      source: null,
    },
    'no-document': {
      text: 'No se puede llamar a un método de Spreadsheet: la secuencia de comandos no está en un documento.',
      source: null,
    },
    'run-no-function': {
      text: 'No se encontró la función de la secuencia de comandos: {name}',
      source: 'many public reports of web apps',
    },
    signature: { text: 'Los parámetros ({given}) no coinciden con la firma del método para {method}.', source: null },
    'property-value': { text: 'Argumento demasiado grande: value', source: null },
    'property-store': {
      text: 'Has superado la cuota de almacenamiento de propiedades. Elimina algunas propiedades y vuelve a intentarlo.',
      source: null,
    },
    'service-quota': {
      text: 'Servicio solicitado demasiadas veces en un mismo día: {service}.',
      source: HANDLER,
    },
    'service-burst': {
      text: 'Servicio solicitado demasiadas veces en poco tiempo: {service}. Prueba a usar Utilities.sleep(1000) entre las llamadas.',
      source: null,
    },
    'cache-key': { text: 'Argumento demasiado grande: key', source: null },
    'cache-value': { text: 'Argumento demasiado grande: value', source: null },
    'rsa-key': { text: 'Argumento no válido: key', source: null },
    'lock-timeout': {
      text: 'Tiempo de espera del bloqueo agotado: otro proceso ha mantenido el bloqueo durante demasiado tiempo.',
      source: null,
    },
    'lock-busy': { text: 'Hay demasiadas operaciones de LockService en la misma secuencia de comandos.', source: null },
    scope: { text: 'No cuentas con el permiso para llamar a {method}. Permisos necesarios: {scopes}', source: REPORTS },
    authorization: {
      text: 'No cuentas con el permiso para llamar a {method}. Permisos necesarios: {scopes}',
      source: REPORTS,
    },
    'authorization-required': {
      text: 'Se necesita autorización para realizar esta acción.',
      source: 'public reports, and a program that lists these texts in many languages',
    },
    'ui-context': { text: 'No se puede llamar a {method} desde este contexto.', source: null },
    'url-not-listed': {
      text: 'Error en la solicitud a {url}: la URL no está en la lista de permitidas del manifiesto de la secuencia de comandos.',
      source: null,
    },
    'url-length': { text: 'Límite excedido: Longitud de la URL de URLFetch.', source: null },
    'url-invalid': { text: 'Argumento no válido: {url}', source: null },
    'url-unreachable': { text: 'Dirección no disponible: {url}', source: null },
    'url-status': {
      text: 'Error en la solicitud de {host}. Se ha devuelto el código {status}. Respuesta del servidor truncada: {body} (utiliza la opción muteHttpExceptions para examinar la respuesta completa)',
      source: null,
    },
    'fetch-quota': { text: 'Servicio solicitado demasiadas veces en un mismo día: urlfetch.', source: HANDLER },
    'url-attribute': { text: 'Atributo proporcionado con un valor no válido: {name}', source: null },
    'service-error': { text: 'Error del servicio: {service}', source: null },
    'time-limit': { text: 'Se ha superado el tiempo máximo de ejecución', source: null },
  },
  ja: {
    'chart-sheet': { text: 'セルのないシートではこの操作を行えません。', source: null },
    'typed-validation': { text: 'この操作は型付きの列のセルでは許可されていません。', source: null },
    'typed-format': { text: '型付きの列のセルの表示形式は設定できません。', source: null },
    'filter-merged': { text: '縦方向に結合されたセルを含む範囲にはフィルタを作成できません。', source: null },
    'sort-merged': { text: '縦方向に結合されたセルを含む範囲は並べ替えできません。', source: null },
    'freeze-merged': { text: '結合されたセルの一部だけを含む行は固定できません。', source: null },
    'insert-frozen': {
      text: '現在ここに列を挿入できません。固定バーを左にドラッグしてから列を挿入してください。',
      source: null,
    },
    'table-filter': { text: 'テーブルと交差するフィルタを作成することはできません。', source: null },
    protected: {
      text: '保護されているセルやオブジェクトを編集しようとしています。編集する必要がある場合は、スプレッドシートのオーナーに連絡して保護を解除してもらってください。',
      source: HANDLER,
    },
    'rows-mismatch': {
      text: 'データの行数が範囲の行数と一致しません。データは {data} 行ですが、範囲は {range} 行です。',
      source: null,
    },
    'columns-mismatch': {
      text: 'データの列数が範囲の列数と一致しません。データは {data} 列ですが、範囲は {range} 列です。',
      source: null,
    },
    'range-outside': { text: '範囲の座標がシートの範囲外です。', source: null },
    'range-no-rows': { text: '範囲の行数は 1 以上にする必要があります。', source: null },
    'range-no-columns': { text: '範囲の列数は 1 以上にする必要があります。', source: null },
    'range-not-found': { text: '範囲が見つかりません。', source: null },
    'rows-outside': { text: 'それらの行は範囲外です。', source: null },
    'columns-outside': { text: 'それらの列は範囲外です。', source: null },
    'delete-all-rows': { text: 'シート上のすべての行を削除することはできません。', source: null },
    'delete-all-columns': { text: 'シート上のすべての列を削除することはできません。', source: null },
    'delete-all-unfrozen': { text: '固定されていないすべての行を削除することはできません。', source: null },
    'delete-last-sheet': { text: 'ドキュメントのすべてのシートを削除することはできません。', source: null },
    'sheet-name-taken': {
      text: 'シート名「{name}」はすでに存在しています。別の名前を入力してください。',
      source: HANDLER,
    },
    'sheet-gone': { text: 'シート {id} が見つかりません', source: null },
    'cell-too-long': { text: '入力した文字数が 1 つのセルの上限である 50000 文字を超えています。', source: null },
    'too-many-cells': { text: 'この操作を行うと、ワークブックのセル数が上限の 10000000 個を超えます。', source: null },
    validation: {
      text: 'セル {cell} に入力したデータは、このセルに設定されたデータの入力規則に違反しています。',
      source: null,
    },
    'filter-exists': { text: 'すでにフィルタがあるシートにフィルタを作成することはできません。', source: null },
    'metadata-place': {
      text: '任意の範囲へのデベロッパー メタデータの追加は現在サポートされていません。スプレッドシート、シート、または行や列の全体にのみ追加できます。',
      source: null,
    },
    'no-document': {
      text: 'Spreadsheet のメソッドを呼び出せません: スクリプトがドキュメント内にありません。',
      source: null,
    },
    'run-no-function': { text: 'スクリプト関数が見つかりません: {name}', source: 'many public reports of web apps' },
    signature: { text: 'パラメータ（{given}）が {method} のメソッドのシグネチャと一致しません。', source: null },
    'property-value': { text: '引数が大きすぎます: value', source: null },
    'property-store': {
      text: 'プロパティの保存容量の上限を超えました。プロパティをいくつか削除してから、もう一度お試しください。',
      source: null,
    },
    'service-quota': { text: '1 日にサービス {service} を実行した回数が多すぎます。', source: JAPANESE_QUOTA },
    'service-burst': {
      text: '短時間にサービス {service} を実行した回数が多すぎます。呼び出しの間に Utilities.sleep(1000) を使用してください。',
      source: null,
    },
    'cache-key': { text: '引数が大きすぎます: key', source: null },
    'cache-value': { text: '引数が大きすぎます: value', source: null },
    'rsa-key': { text: '無効な引数: key', source: null },
    'lock-timeout': {
      text: 'ロックのタイムアウト: 別のプロセスがロックを保持している時間が長すぎました。',
      source: null,
    },
    'lock-busy': { text: '同じスクリプトに対する LockService の操作が多すぎます。', source: null },
    scope: { text: '{method} を呼び出す権限がありません。必要な権限: {scopes}', source: REPORTS },
    authorization: { text: '{method} を呼び出す権限がありません。必要な権限: {scopes}', source: REPORTS },
    'authorization-required': { text: 'この操作を実行するには承認が必要です。', source: null },
    'ui-context': { text: 'このコンテキストから {method} を呼び出すことはできません。', source: null },
    'url-not-listed': {
      text: '{url} へのリクエストに失敗しました。この URL はスクリプトのマニフェストの許可リストに登録されていません。',
      source: null,
    },
    'url-length': { text: '制限を超えました: URLFetch の URL の長さ。', source: null },
    'url-invalid': { text: '無効な引数: {url}', source: null },
    'url-unreachable': { text: '使用できないアドレス: {url}', source: null },
    'url-status': {
      text: '{host} のリクエストに失敗しました（エラー: {status}）。サーバー応答の一部: {body}（応答の全文を見るには muteHttpExceptions オプションを使用してください）',
      source: null,
    },
    'fetch-quota': { text: '1 日にサービス urlfetch を実行した回数が多すぎます。', source: JAPANESE_QUOTA },
    'url-attribute': { text: '無効な値を持つ属性: {name}', source: null },
    'service-error': { text: 'サービスエラー: {service}', source: null },
    'time-limit': { text: '最大実行時間を超えました', source: null },
  },
};
