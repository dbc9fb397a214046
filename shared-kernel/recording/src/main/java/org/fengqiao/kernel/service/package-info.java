/** What a service declares of itself, and what it becomes by that: a service that takes commands about cases. */
@NullMarked
package org.fengqiao.kernel.service;

import org.jspecify.annotations.NullMarked;
