/**
 * The conformance kit for partners: simulators of the centre and of each partner, and checks of what the one or the
 * other does by the published contract.
 */
@NullMarked
package org.fengqiao.conformance;

import org.jspecify.annotations.NullMarked;
