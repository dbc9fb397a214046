package org.fengqiao.petition.model;

import org.jspecify.annotations.Nullable;

/**
 * Member of the staff who asks for something.
 *
 * @param person the employer's identifier
 * @param unit for which unit; null if the person acts for none
 */
public record By(String person, @Nullable String unit) {}
