/** Declarations of a service, and what it becomes by them: a service that takes commands about cases. */
@NullMarked
package org.fengqiao.kernel.service;

import org.jspecify.annotations.NullMarked;
