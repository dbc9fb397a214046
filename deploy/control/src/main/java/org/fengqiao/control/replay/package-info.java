/** Histories of cases, wherever they are kept, and their fold by the services' own deciders, step by step. */
@NullMarked
package org.fengqiao.control.replay;

import org.jspecify.annotations.NullMarked;
