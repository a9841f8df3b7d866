/**
 * Makes tfjs differentiate. It is apart because our own kernels do without: a page that trains on them never loads it.
 *
 * The order of the two lines matters: tfjs-core must be evaluated before its gradients register themselves, or
 * `vite dev` fails in the worker with "Cannot evaluate flag 'DEBUG'".
 */
import './tf.ts';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
