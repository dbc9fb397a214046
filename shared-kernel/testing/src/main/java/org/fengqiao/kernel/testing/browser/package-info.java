/** Chromium for the tests of pages; only where it is installed (profile {@code browser}). */
@NullMarked
package org.fengqiao.kernel.testing.browser;

import org.jspecify.annotations.NullMarked;
