package org.fengqiao.intake.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;

/**
 * Details of a dispute that are told beside the narrative. Old events have none of them.
 *
 * @param claims what the applicants want, item by item; missing if not told
 * @param address where it happened, in words: words about the case, since nobody can tell whose home it is
 * @param coordinates missing if not told
 * @param transfer the department's letter; missing unless one handed the case on
 * @param filedBy who filed the case at the desk, beside the party for whom; missing if a partner referred it
 */
public record CaseDetails(
        @Nullable List<ClaimItem> claims,
        @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText address,
        @Nullable Coordinates coordinates,
        @Nullable DepartmentTransfer transfer,
        @Nullable String filedBy) {

    public CaseDetails {
        claims = claims == null || claims.isEmpty() ? null : List.copyOf(claims);
    }

    /** Returns the details; null if nothing is told. */
    public static @Nullable CaseDetails unlessEmpty(
            @Nullable List<ClaimItem> claims,
            @Nullable PersonalText address,
            @Nullable Coordinates coordinates,
            @Nullable DepartmentTransfer transfer,
            @Nullable String filedBy) {
        var details = new CaseDetails(claims, address, coordinates, transfer, filedBy);
        return details.equals(new CaseDetails(null, null, null, null, null)) ? null : details;
    }

    /** Returns what is wanted in money altogether; null if nothing is, or it is in several currencies. */
    @Nullable
    Money total() {
        if (claims == null) {
            return null;
        }
        var amounts = claims.stream()
                .flatMap(claim -> Stream.ofNullable(claim.amount()))
                .toList();
        var currencies = amounts.stream().map(Money::currency).distinct().toList();
        return currencies.size() != 1
                ? null
                : new Money(
                        amounts.stream().map(Money::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
                        currencies.getFirst());
    }

    @Override
    public String toString() {
        return "CaseDetails";
    }
}
