// Google's own client in a process of its own, as it ships: under jest its dynamic import of node-fetch fails.
const { auth, cloudidentity } = require('@googleapis/cloudidentity');

const credentials = new auth.OAuth2();
credentials.setCredentials({ access_token: 'any', expiry_date: 8.64e15 });

process.on('message', async ({ id, rootUrl, method, params }) => {
  const { userinvitations } = cloudidentity({ version: 'v1', auth: credentials, rootUrl }).customers;
  try {
    if (method === 'methods')
      return process.send({
        id,
        data: Object.getOwnPropertyNames(Object.getPrototypeOf(userinvitations)).filter(name => name !== 'constructor'),
      });
    const { data } = await userinvitations[method](params);
    return process.send({ id, data });
  } catch (error) {
    return process.send({
      id,
      error: {
        status: error.status ?? null,
        code: error.code ?? null,
        message: error.message,
        reply: error.response?.data ?? null,
      },
    });
  }
});
