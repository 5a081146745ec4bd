/* lehr.h — the framework: tensors, layers, optimizers and learning-rate schedules. The laboratory is in lehr_lab.h.
 *
 * A first program: examples/ch11_taiji.c. Link lehr (lehr_real is float) or lehr64 (double). A function that can fail
 * returns a lehr_status or NULL, and records a message. Each section names the headers with the full contracts. In
 * shapes, m is the number of samples and comes last: [features x m].
 *
 * LEHR_VERSION                                         core/base/version.h
 *
 * Status, text and memory                              core/base/status.h format.h strbuf.h memory.h
 *     lehr_message()                                   the latest error of this thread, one sentence
 *     lehr_last_status()                               its status, for functions that return NULL
 *     lehr_message_place(&column)                      the spec that it is about, and the column
 *     lehr_fail(code, format, …)                       record an error of your own, and return code
 *     lehr_fail_null(function, argument)               the error for an argument that is NULL
 *     lehr_number_text(v)                              the shortest decimal that reads back as v
 *     lehr_parse_number(s, &end, &v)                   a decimal number, in every locale
 *     lehr_snprintf(out, size, format, …)              snprintf with a decimal point in every locale
 *     lehr_short_printf(format, …)                     the same, returned by value
 *     lehr_strbuf_printf(buffer, format, …)            append to a string that grows
 *     lehr_strbuf_append(buffer, bytes, n)             append bytes
 *     lehr_strbuf_release(buffer)                      free it
 *     lehr_set_allocator(allocator)                    replace malloc, realloc and free
 *     lehr_alloc(count, size)                          allocate; all bytes are 0
 *     lehr_resize(old, count, size)                    grow or shrink it
 *     lehr_free(p)                                     free it; p may be NULL
 *
 * Random numbers                                       core/random.h: NumPy's legacy stream
 *     lehr_random_seed(&random, seed)
 *     lehr_random_bits(&random)                        32 bits
 *     lehr_random_uniform(&random, low, high)          in [low, high)
 *     lehr_random_normal(&random)                      mean 0, standard deviation 1
 *     lehr_random_shuffle(&random, order, n)           permute n integers
 *
 * Tensors                                              core/tensor.h: LEHR_VECTOR, LEHR_MATRIX, LEHR_IMAGES …
 *     lehr_size(shape)                                 number of elements
 *     lehr_same_shape(a, b)                            same rank and dimensions
 *     lehr_shape_text(shape)                           "[32 x 12]"
 *     lehr_index_text(shape, i)                        "[3, 11]"
 *     lehr_find_nonfinite(v, n)                        index of the first NaN or infinity, or n
 *
 * Parameters                                           core/params.h
 *     lehr_params_new()                                an empty list of parameters
 *     lehr_params_free(ps)                             free it, and all its tensors
 *     lehr_params_reserve(ps, numbers)                 allocate memory for so many numbers at once
 *     lehr_param(ps, name, shape)                      add a parameter, all 0
 *     lehr_buffer(ps, name, shape)                     add a tensor that is saved but not trained
 *     lehr_params_find(ps, name)                       the parameter or buffer with this name, or NULL
 *     lehr_params_at(ps, i)                            parameter i
 *     lehr_buffer_at(ps, i)                            buffer i
 *     lehr_params_owner(ps, i)                         the parameter of flat element i
 *     lehr_params_size(ps)                             number of elements of all parameters
 *     lehr_params_data(ps)                             all elements, flat
 *     lehr_params_grad(ps)                             all gradients, flat
 *     lehr_zero_grad(ps)                               set all gradients to 0, before each step
 *
 * The tape                                             core/tape.h gradcheck.h
 *     lehr_tape_new()                                  an empty tape
 *     lehr_tape_free(tape)                             free it, and all its tensors
 *     lehr_tape_begin(tape, LEHR_TRAIN)                begin a step; LEHR_EVAL: no gradients
 *     lehr_input(tape, shape, numbers)                 a tensor of your own numbers, not copied
 *     lehr_backward(tape, loss)                        compute all gradients
 *     lehr_tape_status(tape)                           the first error of the step
 *     lehr_tape_find_nan(tape)                         an error that names the first NaN or infinity
 *     lehr_gradcheck(tape, ps, loss, model, h)         largest relative error of the gradients
 *
 * For operations of your own                           core/tape.h, core/kernels/gemm.h thread_pool.h
 *     lehr_tape_check(tape, op, LEHR_INPUTS(x, W))     fail if the tape or an input is NULL
 *     lehr_tape_record(tape, op, shape, inputs)        a new result; its data is not yet set
 *     lehr_tape_record_view(tape, op, shape, x)        x in another shape, sharing its data
 *     lehr_tape_alloc(tape, count, size)               memory that is valid until the next step
 *     lehr_tape_fail(tape, code, format, …)            make the step fail
 *     lehr_tape_mode(tape)                             LEHR_TRAIN or LEHR_EVAL
 *     lehr_gemm(ta, tb, m, n, k, A, B, add, C)         matrix product C ← A·B or C ← C + A·B
 *     lehr_gemm_name()                                 "OpenBLAS" or "built-in"
 *     lehr_set_threads(n)                              compute with n threads
 *     lehr_threads()                                   their number
 *     lehr_parallel_for(parts, part, job)              call part(job, i) for i = 0 … parts − 1
 *
 * Layers                                               nn/layer.h layers.h init.h accuracy.h: LEHR_NET, LEHR_LINEAR …
 *     lehr_sequence_init(net, ps, "xavier", &random)   create the parameters of a net, with random weights
 *     lehr_sequence_init_with(net, ps, &init, &random) the same with a parsed initializer
 *     lehr_sequence(tape, net, x)                      apply a net
 *     lehr_net_length(net)                             its number of layers
 *     lehr_activation(&layer, "relu")                  a layer from its spec
 *     lehr_initializer_parse(&init, text)              "zero", "normal:std=0.01", "xavier", "kaiming"
 *     lehr_initializer_draw(&init, &random, W)         overwrite W with random weights
 *     lehr_predicted_class(logits, i)                  the class with the largest logit of sample i
 *     lehr_accuracy(logits, labels)                    share of correctly classified samples, 0 … 1
 *
 * Operations                                           nn/ops.h
 *     lehr_linear(tape, x, W, b)                       W·x + b
 *     lehr_add(tape, a, b)                             a + b
 *     lehr_concat(tape, n, x)                          2 … 4 tensors, one below the other
 *     lehr_flatten(tape, x)                            images to features
 *     lehr_unflatten(tape, x, sample)                  features to images
 *     lehr_conv1d(tape, x, W, b, window)               convolution of sequences
 *     lehr_conv2d(tape, x, W, b, window)               convolution of images
 *     lehr_max_pool1d(tape, x, window)                 maximum of each window of a sequence
 *     lehr_max_pool2d(tape, x, window)                 maximum of each window of an image
 *     lehr_avg_pool1d(tape, x, window)                 mean of each window of a sequence
 *     lehr_avg_pool2d(tape, x, window)                 mean of each window of an image
 *     lehr_global_avg_pool(tape, x)                    mean over all positions
 *     lehr_batch_norm(tape, x, gamma, beta, running)   normalise each feature over the batch
 *     lehr_dropout(tape, x, p, &random)                in training: 0 with probability p
 *     lehr_tanh(tape, z)                               values in (−1, 1)
 *     lehr_sigmoid(tape, z)                            1 / (1 + e^−z)
 *     lehr_relu(tape, z)                               max(z, 0)
 *     lehr_leaky_relu(tape, z, slope)                  z, below 0 slope·z
 *     lehr_elu(tape, z, alpha)                         z, below 0 alpha (e^z − 1)
 *     lehr_softplus(tape, z)                           ln(1 + e^z)
 *     lehr_half_mse(tape, z, y)                        loss: Σ(z − y)² / 2m
 *     lehr_logistic_cross_entropy(tape, z, y)          loss: two classes
 *     lehr_softmax_cross_entropy(tape, z, labels)      loss: several classes
 *     lehr_label_smoothing(tape, z, labels, share)     loss: the same with smoothed labels
 *     lehr_mse(tape, z, y)                             loss: as PyTorch's MSELoss
 *     lehr_l1(tape, z, y)                              loss: as PyTorch's L1Loss
 *     lehr_smooth_l1(tape, z, y, beta)                 loss: as PyTorch's SmoothL1Loss
 *
 * Optimizers                                           optim/spec.h optim.h clip.h penalty.h
 *     lehr_optim_init(&opt, "adam:beta1=0.8", ps, lr)  from its spec
 *     lehr_optim_use(&opt, rule, ps, lr, settings)     from a rule
 *     lehr_optim_group(&opt, "*.bias: weight_decay=0") add a parameter group
 *     lehr_optim_group_use(&opt, pattern, rule, …)     the same from a rule
 *     lehr_optim_step(&opt)                            one update, with the rate opt.lr
 *     lehr_optim_print(&opt, buffer)                   its spec
 *     lehr_optim_slot(&opt, parameter, k, &name)       slot k of a parameter: its momentum, average …
 *     lehr_optim_number(&opt, i, &name)                the rest of its state
 *     lehr_optim_release(&opt)                         free its memory
 *     lehr_rules()                                     the registry of all rules
 *     lehr_grad_norm(ps)                               √Σg² over all parameters
 *     lehr_clip_norm(ps, limit, &norm)                 scale the gradient down to this norm
 *     lehr_clip_value(ps, limit)                       clip each element to ± limit
 *     lehr_optim_penalty(&opt)                         what l1 and l2 add to the loss
 *
 * Schedules                                            sched/spec.h sched.h policies.h plateau.h describe.h
 *     lehr_sched_parse(&s, "warmup:500+cosine", lr, n) from its spec, for n updates
 *     lehr_sched_parse_epochs(&s, text, lr, n, epoch)  the same, with so many updates per epoch
 *     lehr_sched_make(&s, policy, lr, n, settings)     from a policy
 *     lehr_sched_from_function(&s, f, user, lr)        from a function
 *     lehr_sched_at(&s, t)                             the rate after t updates
 *     lehr_sched_next_boundary(&s, t)                  the next boundary: a drop, a peak, a new part
 *     lehr_sched_print(&s, buffer)                     its spec
 *     lehr_sched_describe(&s, buffer)                  a description in words
 *     lehr_policy_at(i)                                policy i of the registry
 *     lehr_sched_is_plateau(&s)                        true: it reduces the rate when a metric stalls
 *     lehr_plateau_start(&p, &s)                       the state before the first value
 *     lehr_plateau_at(&p, &s, t)                       the rate after t updates
 *     lehr_plateau_update(&p, &s, t, value)            add a value of the metric
 *     lehr_plateau_metric(&s)                          which metric: "validation_loss"
 *
 * Registries                                           core/base/registry.h: policies, rules, activations, initializers
 *     lehr_registry_add(registry, entry)               add an entry of your own
 *     lehr_registry_at(registry, i)                    entry i
 *
 * Checkpoints                                          core/checkpoint/checkpoint.h: safetensors files
 *     lehr_checkpoint_new()                            an empty checkpoint
 *     lehr_checkpoint_free(c)                          free it
 *     lehr_checkpoint_put(c, name, shape, data)        add a tensor
 *     lehr_checkpoint_put_numbers(c, name, dtype, n, data) add numbers of another dtype
 *     lehr_checkpoint_put_text(c, key, value)          add a text
 *     lehr_checkpoint_status(c)                        the first error since lehr_checkpoint_new
 *     lehr_checkpoint_write(c, path)                   write the file
 *     lehr_checkpoint_open(path)                       read a file
 *     lehr_checkpoint_get(c, name, shape, out)         copy a tensor
 *     lehr_checkpoint_find(c, name)                    the tensor with this name, or NULL
 *     lehr_checkpoint_at(c, i)                         tensor i
 *     lehr_checkpoint_text(c, key)                     the text with this key, or NULL
 *     lehr_checkpoint_text_at(c, i, &key)              text i
 *     lehr_checkpoint_has_checksum(c)                  false: the file has none
 *     lehr_checkpoint_name(c)                          the name of its file
 *     lehr_stored_tensor_is_readable(tensor)           is its dtype supported?
 *     lehr_stored_tensor_number(tensor, i)             element i, as a double
 *     lehr_stored_tensor_shape_text(tensor)            "[32 x 12]"
 */
#ifndef LEHR_H
#define LEHR_H

#ifdef __cplusplus
#include <initializer_list>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
extern "C" {
#endif

#include "core/base/format.h"
#include "core/base/memory.h"
#include "core/base/registry.h"
#include "core/base/status.h"
#include "core/base/strbuf.h"
#include "core/base/version.h"
#include "core/checkpoint/checkpoint.h"
#include "core/gradcheck.h"
#include "core/kernels/gemm.h"
#include "core/kernels/thread_pool.h"
#include "core/params.h"
#include "core/random.h"
#include "core/tape.h"
#include "core/tensor.h"

#include "nn/accuracy.h"
#include "nn/init.h"
#include "nn/layers.h"
#include "nn/ops.h"

#include "optim/clip.h"
#include "optim/penalty.h"
#include "optim/spec.h"

#include "sched/describe.h"
#include "sched/plateau.h"
#include "sched/sched.h"
#include "sched/spec.h"

#ifdef __cplusplus
}
#endif

#endif
