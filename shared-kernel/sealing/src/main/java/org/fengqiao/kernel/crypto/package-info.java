/**
 * The cryptographic suites: what encrypts, digests and signs, chosen by configuration and named in everything that is
 * kept. Pure: bytes in, bytes out.
 */
@NullMarked
package org.fengqiao.kernel.crypto;

import org.jspecify.annotations.NullMarked;
