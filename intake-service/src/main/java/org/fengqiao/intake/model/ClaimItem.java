package org.fengqiao.intake.model;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;

/**
 * One of the things that the applicants want.
 *
 * @param kind what kind of thing
 * @param amount how much; missing if it is not about money
 * @param what in words; missing if the kind says it all
 */
public record ClaimItem(
        ClaimKind kind,
        @Nullable Money amount,
        @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText what) {}
