package io.polestar.api.channel.sender;

import io.polestar.api.channel.outgoing.OpenSecrets;
import io.polestar.api.channel.outgoing.SmtpCaller;
import io.polestar.api.channel.wording.Parcel;
import io.polestar.api.channel.wording.Sheet;
import io.polestar.api.channel.wording.Sheet.Fact;
import io.polestar.api.channel.wording.Sheet.Part;
import io.polestar.api.channel.wording.SheetWriter;
import io.polestar.engine.tree.Channel;
import io.polestar.engine.tree.Channel.Language;
import io.polestar.engine.tree.Secret;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends e-mails as text and HTML. The Message-ID (RFC 5322, 3.6.4) follows from the message's id, so that one sent twice is known as one;
 * References name each alert's episode, so that what is said of it from firing to resolved stands in one thread. Auto-Submitted (RFC 3834)
 * keeps holiday replies away.
 *
 * <p>An answer of 4xx is tried again, one of 5xx not (RFC 5321, 4.2.1). If some receivers are refused and others not, the message counts as
 * delivered with a remark.
 */
final class EmailSender implements Sender {
    private static final int MOST_REFERENCES = 20;

    private final Channel.Email target;
    private final Language language;
    private final SheetWriter words;
    private final SmtpCaller smtp;
    private final Clock clock;

    EmailSender(Channel.Email target, Language language, SheetWriter words, SmtpCaller smtp, Clock clock) {
        this.target = target;
        this.language = language;
        this.words = words;
        this.smtp = smtp;
        this.clock = clock;
    }

    @Override
    public Outcome send(Parcel parcel, OpenSecrets secrets) throws IOException {
        Secret password = target.password();
        String opened = password == null ? null : secrets.value(password);
        try {
            smtp.send(target, opened, session -> letter(session, parcel));
            return Outcome.DELIVERED;
        } catch (SendFailedException e) {
            return outcome(e);
        } catch (MessagingException e) {
            return new Outcome.TryLater(reason(e), 0);
        }
    }

    private static Outcome outcome(SendFailedException failure) {
        String reason = reason(failure);
        Address[] sent = failure.getValidSentAddresses();
        if (sent != null && sent.length > 0) {
            return new Outcome.Delivered(sent.length + " receivers were reached, others not: " + reason);
        }
        return code(failure) >= 500 ? new Outcome.Refused(reason) : new Outcome.TryLater(reason, 0);
    }

    /** The greatest answer of the server's in a chain of failures, 0 when there is none. */
    private static int code(@Nullable Exception failure) {
        if (!(failure instanceof MessagingException messaging)) {
            return 0;
        }
        int own = messaging instanceof SMTPSendFailedException whole
                ? whole.getReturnCode()
                : messaging instanceof SMTPAddressFailedException one ? one.getReturnCode() : 0;
        return Math.max(own, code(messaging.getNextException()));
    }

    private static String reason(MessagingException failure) {
        Exception next = failure.getNextException();
        String own = String.valueOf(failure.getMessage()).strip();
        return next == null || next.getMessage() == null
                ? own
                : own + " (" + next.getMessage().strip() + ')';
    }

    private Message letter(Session session, Parcel parcel) throws MessagingException {
        Sheet sheet = words.write(parcel);
        MimeMessage letter = new Identified(session, messageId(parcel.message().id()));
        letter.setFrom(new InternetAddress(target.from()));
        for (String to : target.to()) {
            letter.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
        }
        letter.setSubject(sheet.title().replaceAll("\\p{Cntrl}+", " "), "UTF-8");
        letter.setSentDate(new Date(clock.millis()));
        letter.setHeader("Auto-Submitted", "auto-generated");
        Set<String> threads = parcel.message().alerts().stream()
                .map(alert -> messageId("episode-" + alert.episode()))
                .limit(MOST_REFERENCES)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!threads.isEmpty()) {
            letter.setHeader("References", String.join("\r\n ", threads));
        }
        letter.setContent(new MimeMultipart("alternative", text(sheet), html(sheet)));
        letter.saveChanges();
        return letter;
    }

    private String messageId(String id) {
        return '<' + id.replaceAll("[^A-Za-z0-9._-]", "-") + ".polestar@" + SmtpCaller.domain(target.from()) + '>';
    }

    /** The library would give it an id of its own. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    private static MimeBodyPart text(Sheet sheet) throws MessagingException {
        StringBuilder text = new StringBuilder();
        for (Part part : sheet.parts()) {
            text.append(line(part.heading())).append('\n');
            for (Fact fact : part.facts()) {
                text.append(fact.name().isEmpty() ? "" : line(fact.name()) + ": ")
                        .append(line(fact.text()))
                        .append('\n');
            }
            String link = part.link();
            text.append(link == null ? "" : link + '\n').append('\n');
        }
        MimeBodyPart body = new MimeBodyPart();
        body.setText(text.append(line(sheet.closing())).append('\n').toString(), "UTF-8");
        return body;
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private MimeBodyPart html(Sheet sheet) throws MessagingException {
        StringBuilder html = new StringBuilder("<!doctype html><html lang=\"")
                .append(language.tag())
                .append("\"><body style=\"font-family:sans-serif;line-height:1.5\"><h2 style=\"color:")
                .append(sheet.grave() ? "#b3261e" : "#1b6e3c")
                .append("\">")
                .append(escaped(sheet.title()))
                .append("</h2>");
        for (Part part : sheet.parts()) {
            html.append("<h3>").append(escaped(part.heading())).append("</h3><table cellpadding=\"4\">");
            for (Fact fact : part.facts()) {
                html.append("<tr><th align=\"left\" valign=\"top\">")
                        .append(escaped(fact.name()))
                        .append("</th><td>")
                        .append(escaped(fact.text()))
                        .append("</td></tr>");
            }
            html.append("</table>");
            String link = part.link();
            if (link != null) {
                html.append("<p><a href=\"").append(escaped(link)).append("\">").append(escaped(part.linkText()));
                html.append("</a></p>");
            }
        }
        html.append("<p>").append(escaped(sheet.closing())).append("</p></body></html>");
        MimeBodyPart body = new MimeBodyPart();
        body.setText(html.toString(), "UTF-8", "html");
        return body;
    }

    private static String escaped(String text) {
        return line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
