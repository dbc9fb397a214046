package org.fengqiao.caseload.life;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

import org.fengqiao.caseload.profile.Category;
import org.fengqiao.caseload.profile.Channel;
import org.fengqiao.caseload.profile.Course;

/**
 * A life before it is decided who in it is late, and so before it is known on which days it can begin.
 *
 * @param number from 1 within the profile
 * @param random what else there is to draw is drawn from this
 */
record Draft(
        int number,
        Course course,
        Channel channel,
        Category category,
        List<Life.Chapter> chapters,
        int clerkAfterDays,
        int withdrawnAfterDays,
        SplittableRandom random) {

    Draft {
        chapters = List.copyOf(chapters);
    }

    Draft withClerkAfterDays(int days) {
        return new Draft(number, course, channel, category, chapters, days, withdrawnAfterDays, random);
    }

    Draft withChapter(int index, UnaryOperator<Life.Chapter> change) {
        var changed = new ArrayList<>(chapters);
        changed.set(index, change.apply(chapters.get(index)));
        return new Draft(number, course, channel, category, changed, clerkAfterDays, withdrawnAfterDays, random);
    }
}
