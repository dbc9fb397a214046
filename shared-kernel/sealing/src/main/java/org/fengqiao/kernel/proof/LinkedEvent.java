package org.fengqiao.kernel.proof;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Digest;

/**
 * A stored event with its link.
 *
 * @param row the row
 * @param link the link stored with it
 * @param mark the service's mark of the link; null where it is not known, as outside the service
 */
public record LinkedEvent(
        EventRow row, Digest link, @Nullable Digest mark) {}
