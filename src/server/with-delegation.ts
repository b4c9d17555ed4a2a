// The capability "delegation" (npm run build -- --with delegation): a service account without a key, for which Google
// signs at the person's request.
import { signJwt } from '../core/sign-in/sign-jwt';
import { extras } from './capabilities';

extras.signJwt = signJwt;
