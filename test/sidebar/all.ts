// All test files of this folder as one, for npm test.
import '../one-chromium';
import { together } from '../together';

together(__dirname);
