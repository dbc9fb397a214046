package org.fengqiao.intake.model;

/**
 * Charge of a public prosecution, as far as it decides whether the parties may reconcile. None of it is recorded.
 *
 * @param chapter of the special part of the criminal law (刑法分则), 1 to 10
 * @param likelyMonths the gravest sentence that may be expected, in months of imprisonment
 * @param fromCivilDispute whether a dispute among the people led to it
 * @param negligent whether it was done by negligence
 * @param intentionalCrimeLately whether whoever is accused committed an intentional crime within the years that the
 *     rules name
 * @param repents whether whoever is accused repents sincerely
 * @param victimWilling whether the victim is willing to reconcile
 */
public record Charge(
        int chapter,
        int likelyMonths,
        boolean fromCivilDispute,
        boolean negligent,
        boolean intentionalCrimeLately,
        boolean repents,
        boolean victimWilling) {}
