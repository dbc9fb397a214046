package org.fengqiao.analytics.metric;

import java.util.List;

import org.fengqiao.analytics.model.MilestoneKind;

/**
 * The way in which a number is counted from milestones. The denominator is every milestone of one kind in the cohort,
 * unless it is said otherwise. What no longer holds, such as a grade after an appeal was granted, is not counted.
 */
public sealed interface Counting {

    /** Returns the milestones that are counted: the denominator. Their date is the cohort's date. */
    MilestoneKind counted();

    /** The numerator is those whose value is one of these. */
    record WithValue(MilestoneKind counted, List<String> values) implements Counting {
        public WithValue {
            values = List.copyOf(values);
        }
    }

    /** The numerator is those whose case came by one of these channels. */
    record FromChannels(MilestoneKind counted, List<String> channels) implements Counting {
        public FromChannels {
            channels = List.copyOf(channels);
        }
    }

    /** The numerator is those whose case also reached another milestone. */
    record ThatReached(MilestoneKind counted, MilestoneKind reached, Match match) implements Counting {}

    /** The numerator is those that had an end, with the time until then. */
    record EndedBy(MilestoneKind counted, MilestoneKind end) implements Counting {}

    /** The numerator is those that fell due and were fulfilled; what is not due yet is not counted at all. */
    record ThatFellDue(MilestoneKind counted, MilestoneKind fulfilled) implements Counting {}

    /**
     * The numerator is the duties that were met in time, the denominator those and the ones that were missed. One that
     * was found missed and was then recorded as met in time after all is counted as met, once. Rights are not counted:
     * nobody owes their use.
     *
     * @param counted the deadlines met in time; their value is the rule
     * @param missed those found missed, dated by their due; their value is the rule
     * @param rules those that count; all if there are none
     */
    record MetInTime(MilestoneKind counted, MilestoneKind missed, List<String> rules) implements Counting {
        public MetInTime {
            rules = List.copyOf(rules);
        }
    }

    /**
     * Each row is one value of the dimension; its denominator is all values together.
     *
     * @param always the values that have a row even if nothing has them
     */
    record SharedOut(MilestoneKind counted, Dimension over, List<String> always) implements Counting {
        public SharedOut {
            always = List.copyOf(always);
        }
    }

    /**
     * Each row is one stage; the numerator is those whose case reached it, with the time from the counted milestone to
     * its first reaching.
     */
    record TimeTo(MilestoneKind counted, List<MilestoneKind> stages) implements Counting {
        public TimeTo {
            stages = List.copyOf(stages);
        }
    }

    /** The choice of the milestone of a case that answers a counted one. */
    enum Match {
        /** One that holds: a closing that was not followed by a reopening. */
        HOLDING,
        /** The first of its kind, whatever came after. */
        FIRST,
        /** The one about the same subject, such as the same custody, that holds. */
        SAME_SUBJECT
    }
}
