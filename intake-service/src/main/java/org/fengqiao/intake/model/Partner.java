package org.fengqiao.intake.model;

import java.util.Locale;

/** Partner that refers disputes to the centre and is owed an acknowledgement and a result (四项对接, closed loop). */
public enum Partner {
    POLICE(Channel.POLICE),
    COURT(Channel.COURT),
    PETITION_OFFICE(Channel.PETITION_OFFICE),
    PROCURATORATE(Channel.PROCURATORATE);

    private final Channel channel;

    Partner(Channel channel) {
        this.channel = channel;
    }

    /** Returns the channel under which this partner's referrals are registered. */
    public Channel channel() {
        return channel;
    }

    /** Returns the partner's name, as its topics and its token have it: {@code petition-office}. */
    public String topicName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the partner of that name.
     *
     * @param topicName such as {@code petition-office}
     * @throws IllegalArgumentException if there is none
     */
    public static Partner named(String topicName) {
        return valueOf(topicName.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
