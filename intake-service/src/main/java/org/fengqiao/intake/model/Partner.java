package org.fengqiao.intake.model;

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
}
