package org.fengqiao.kernel.disclosure;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Party;

/**
 * A party to a dispute, as much of it as somebody may see.
 *
 * @param name null if it may not be seen
 */
public record DisclosedParty(
        String partyId, Party.Side side, @Nullable String name) {}
