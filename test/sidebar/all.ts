// All test files of this folder as one, for npm test.
import './open-page';
import { together } from '../together';

together(__dirname);
