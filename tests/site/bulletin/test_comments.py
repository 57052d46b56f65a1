"""Comments: counted as people count, seen by nobody before a moderator agrees, taken back by their writer, erased on time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from xml.etree import ElementTree

import altcha.v1
import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from counterpoise_site.accounts.models import User
from counterpoise_site.accounts.roles import Role
from counterpoise_site.append_only import OverwriteError
from counterpoise_site.bulletin import actions
from counterpoise_site.bulletin.comments import Comment, Decision, Reason, State
from counterpoise_site.bulletin.models import Article

pytestmark = pytest.mark.django_db

Writer = Callable[..., Article]


@pytest.fixture
def article(publish: Writer) -> Article:
    return publish()


def solved(client: Client) -> str:
    """Do the work a browser does."""
    task = client.get("/bulletin/challenge/").json()
    challenge = altcha.v1.Challenge(
        task["algorithm"], task["challenge"], task["maxnumber"], task["salt"], task["signature"]
    )
    done = altcha.v1.solve_challenge(challenge)
    assert done is not None
    return altcha.v1.Payload(
        algorithm=task["algorithm"],
        challenge=task["challenge"],
        number=done.number,
        salt=task["salt"],
        signature=task["signature"],
    ).to_base64()


def send(client: Client, article: Article, words: str, **more: str) -> int:
    answer = client.post(f"/bulletin/{article.number_id}/comment/", {"words": words, **more})
    return int(answer.status_code)


def page(client: Client, article: Article) -> str:
    return str(client.get(f"/bulletin/{article.number_id}/{article.slug}/").content.decode())


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("ế" * 500, 302),
        (unicodedata.normalize("NFD", "ế" * 500), 302),
        ("👍" * 500, 302),
        ("a\r\n" * 249 + "ab", 302),
        ("\U0001f468\u200d\U0001f469" * 500, 302),
        ("\U0001f468\u200d\U0001f469" * 501, 422),
        ("\U0001f44d\U0001f3fd" * 500, 302),
        ("\U0001f1fb\U0001f1f3" * 500, 302),
        ("\U0001f1fb\U0001f1f3" * 501, 422),
        ("a" + "\u0301" * 2100, 422),
        ("ế" * 501, 422),
        (unicodedata.normalize("NFD", "ế" * 501), 422),
        ("  \n ", 422),
        ("", 422),
        ("\0", 422),
    ],
)
def test_five_hundred_characters_as_people_count_them(
    client: Client, article: Article, words: str, status: int
) -> None:
    assert send(client, article, words) == status
    assert Comment.objects.exists() == (status == 302)


def test_what_was_written_is_not_lost_when_it_is_too_long(client: Client, article: Article) -> None:
    answer = client.post(f"/bulletin/{article.number_id}/comment/", {"words": "dài " * 200})
    shown = answer.content.decode()
    assert "dài dài" in shown
    assert "Xin bớt" in shown
    assert 'aria-invalid="true"' in shown


def test_nobody_sees_a_comment_before_a_moderator_agrees(
    client: Client, article: Article, ben: User, signed_in: Callable[[User | None], Client]
) -> None:
    assert send(client, article, "Tôi đồng ý <b>!</b>", name="Dân") == 302
    assert "Tôi đồng ý" not in page(client, article)
    assert "Tôi đồng ý" not in client.get("/bulletin/feed.rss").content.decode()
    comment = Comment.objects.get()
    signed_in(ben).post(f"/bulletin/moderation/{comment.pk}/", {"decision": "publish"})
    shown = page(client, article)
    assert "Tôi đồng ý &lt;b&gt;!&lt;/b&gt;" in shown
    assert Decision.objects.get().person == ben.identity


def test_a_refusal_needs_a_published_reason_and_readers_see_it(
    client: Client, article: Article, ben: User, signed_in: Callable[[User | None], Client]
) -> None:
    send(client, article, "Mua ngay")
    comment = Comment.objects.get()
    desk = signed_in(ben)
    desk.post(f"/bulletin/moderation/{comment.pk}/", {"decision": "refuse"})
    desk.post(f"/bulletin/moderation/{comment.pk}/", {"decision": "refuse", "reason": "dislike"})
    comment.refresh_from_db()
    assert comment.state == State.WAITING
    desk.post(f"/bulletin/moderation/{comment.pk}/", {"decision": "refuse", "reason": "advertising"})
    comment.refresh_from_db()
    assert comment.state == State.REFUSED
    shown = page(client, article)
    assert "Không đăng" in shown
    assert "quảng cáo" in shown
    assert "Mua ngay" not in shown
    assert "quảng cáo" in client.get("/bulletin/rules/").content.decode()


def test_a_moderator_takes_down_what_readers_saw_for_a_published_reason(
    client: Client,
    article: Article,
    ben: User,
    cy: User,
    dee: User,
    signed_in: Callable[[User | None], Client],
) -> None:
    mine = client.post(
        f"/bulletin/{article.number_id}/comment/", {"words": "Số nhà 12", "name": "Dân"}
    ).headers["Location"]
    comment = Comment.objects.get()
    address = f"/bulletin/moderation/{comment.pk}/"
    ask = {"decision": "take-down", "reason": "personal"}
    desk = signed_in(ben)
    desk.post(address, ask)
    assert again(comment).state == State.WAITING, "what nobody saw is refused, not taken down"
    desk.post(address, {"decision": "publish"})
    assert address not in page(client, article)
    for stranger in (cy, dee):
        assert address not in page(signed_in(stranger), article)
        assert signed_in(stranger).post(address, ask).status_code == 403
        assert signed_in(stranger).get(address).status_code == 403
    assert f'href="{address}"' in page(desk, article)
    assert "Số nhà 12" in desk.get("/bulletin/moderation/?list=published").content.decode()
    for without in ({}, {"reason": ""}, {"reason": "dislike"}):
        desk.post(address, {"decision": "take-down", **without})
        assert again(comment).state == State.PUBLISHED
    assert desk.post(address, ask, follow=True).status_code == 200
    assert again(comment).state == State.TAKEN_DOWN
    shown = page(client, article)
    assert "Số nhà 12" not in shown
    assert "Đã gỡ sau khi đăng" in shown
    assert "1 – lộ thông tin cá nhân" in shown
    told = client.get(mine).content.decode()
    assert "Đã gỡ sau khi đăng, lý do: lộ thông tin cá nhân" in told
    trail = desk.get(address).content.decode()
    assert trail.index(": đăng") < trail.index("gỡ sau khi đăng")
    assert "Ben" in trail
    assert "Ben" not in told, "readers are told the reason, not who decided"
    assert "Số nhà 12" in desk.get("/bulletin/moderation/?list=kept-back").content.decode()
    assert [d.state for d in Decision.objects.all()] == [State.PUBLISHED, State.TAKEN_DOWN]
    assert re.search(r"lộ thông tin.*?>0<.*?>1<", client.get("/bulletin/rules/").content.decode(), re.DOTALL)
    desk.post(address, ask)
    desk.post(address, {"decision": "publish"})
    assert again(comment).state == State.TAKEN_DOWN, "what was taken down is not put back by a second click"


def again(comment: Comment) -> Comment:
    return Comment.objects.get(pk=comment.pk)


def test_nobody_takes_a_comment_down_under_their_own_article(
    client: Client, article: Article, ada: User, ben: User, make_user: Callable[..., User]
) -> None:
    send(client, article, "Sai rồi")
    comment = Comment.objects.get()
    actions.decide(comment, by=ben, state=State.PUBLISHED)
    writer = make_user("ada-2", Role.MODERATOR, identity=ada.identity, superuser=True)
    with pytest.raises(PermissionDenied):
        actions.take_down(comment, by=writer, reason=Reason.OFF_TOPIC)
    assert "Sai rồi" in page(client, article)


def test_a_feed_reader_is_told_what_becomes_of_a_comment(client: Client, article: Article, ben: User) -> None:
    mine = client.post(f"/bulletin/{article.number_id}/comment/", {"words": "Ý kiến"}).headers["Location"]
    feed = f"{mine}feed.atom"
    assert feed in client.get(mine).content.decode()
    comment = Comment.objects.get()
    actions.decide(comment, by=ben, state=State.PUBLISHED)
    actions.take_down(again(comment), by=ben, reason=Reason.INSULT)
    atom = "{http://www.w3.org/2005/Atom}"
    tree = ElementTree.fromstring(client.get(feed).content)
    said = [entry.findtext(f"{atom}title") for entry in tree.findall(f"{atom}entry")]
    assert [line.split(",")[0] for line in said if line] == ["Đã nhận", "Đã đăng", "Đã gỡ sau khi đăng"]
    assert len({entry.findtext(f"{atom}id") for entry in tree.findall(f"{atom}entry")}) == 3
    client.post(mine)
    assert "Bạn đã rút lại" in client.get(feed).content.decode()
    assert client.get("/bulletin/comment/guess/feed.atom").status_code == 404


def test_what_a_reader_takes_back_does_not_hide_that_it_was_refused(
    client: Client, article: Article, ben: User
) -> None:
    mine = client.post(f"/bulletin/{article.number_id}/comment/", {"words": "Mua ngay"}).headers["Location"]
    actions.decide(Comment.objects.get(), by=ben, state=State.REFUSED, reason=Reason.ADVERTISING)
    client.post(mine)
    assert Comment.objects.get().state == State.WITHDRAWN
    assert "1 – quảng cáo" in page(client, article)


def test_decisions_are_only_added_to(client: Client, article: Article, ben: User) -> None:
    send(client, article, "Đồng ý")
    actions.decide(Comment.objects.get(), by=ben, state=State.PUBLISHED)
    with pytest.raises(OverwriteError):
        Decision.objects.update(reason="insult")
    with pytest.raises(OverwriteError):
        Decision.objects.get().delete()
    for statement in ("UPDATE bulletin_decision SET reason = 'insult'", "DELETE FROM bulletin_decision"):
        with (
            pytest.raises(DatabaseError, match="rows are kept"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_nobody_moderates_under_an_article_they_wrote(
    client: Client, article: Article, ada: User, make_user: Callable[..., User]
) -> None:
    send(client, article, "Sai rồi")
    other_account = make_user("ada-2", Role.MODERATOR, identity=ada.identity, superuser=True)
    with pytest.raises(PermissionDenied):
        actions.decide(Comment.objects.get(), by=other_account, state=State.REFUSED, reason=Reason.OFF_TOPIC)


def test_a_reader_follows_and_takes_back_their_own_comment(
    client: Client, article: Article, ben: User
) -> None:
    answer = client.post(
        f"/bulletin/{article.number_id}/comment/", {"words": "Ý kiến của tôi", "name": "Dân"}
    )
    mine = answer.headers["Location"]
    assert "Sẽ trả lời trước" in client.get(mine).content.decode()
    comment = Comment.objects.get()
    assert mine.split("/")[-2] not in comment.secret
    actions.decide(comment, by=ben, state=State.PUBLISHED)
    assert "Đã đăng" in client.get(mine).content.decode()
    client.post(mine)
    comment.refresh_from_db()
    assert (comment.state, comment.words, comment.name) == (State.WITHDRAWN, "", "")
    assert "Ý kiến của tôi" not in page(client, article)
    assert client.get("/bulletin/comment/guess/").status_code == 404
    assert client.post("/bulletin/comment/guess/").status_code == 404
    with pytest.raises(actions.ActionError):
        actions.decide(comment, by=ben, state=State.PUBLISHED)


def test_without_proof_of_work_two_a_day_and_with_it_five_in_ten_minutes(
    client: Client, article: Article
) -> None:
    assert [send(client, article, f"ý {n}") for n in range(3)] == [302, 302, 429]
    assert [send(client, article, f"có làm {n}", proof=solved(client)) for n in range(6)] == [302] * 5 + [429]
    assert list(Comment.objects.values_list("proven", flat=True)) == [False] * 2 + [True] * 5


def test_the_same_work_counts_once_and_a_false_one_not_at_all(client: Client, article: Article) -> None:
    work = solved(client)
    send(client, article, "một", proof=work)
    send(client, article, "hai", proof=work)
    send(client, article, "ba", proof="xxx")
    assert list(Comment.objects.values_list("proven", flat=True)) == [True, False, False]


def test_a_machine_that_fills_in_every_field_is_refused(client: Client, article: Article) -> None:
    assert send(client, article, "spam", website="https://spam.example") == 400
    assert not Comment.objects.exists()


def test_no_address_of_a_reader_is_kept(client: Client, article: Article) -> None:
    client.post(f"/bulletin/{article.number_id}/comment/", {"words": "abc"}, REMOTE_ADDR="203.0.113.77")
    kept = {field.name for field in Comment._meta.concrete_fields}
    assert kept == {
        "id",
        "number",
        "language",
        "name",
        "words",
        "proven",
        "state",
        "reason",
        "sent_at",
        "decided_at",
        "secret",
        "reminded_at",
    }
    assert "203.0.113.77" not in str(Comment.objects.values())


def test_moderators_get_a_mail_and_a_notice_with_a_clock(
    client: Client,
    article: Article,
    ben: User,
    signed_in: Callable[[User | None], Client],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ben.email = "ben@example.org"
    ben.save()
    with django_capture_on_commit_callbacks(execute=True):
        send(client, article, "một")
        send(client, article, "hai")
    assert [message.to for message in mail.outbox] == [["ben@example.org"]]
    assert "/bulletin/moderation/" in mail.outbox[0].body
    assert "một" not in mail.outbox[0].body
    shown = signed_in(ben).get("/bulletin/").content.decode()
    assert re.search(r'Bình luận chờ <span class="badge">2<', shown)
    Comment.objects.update(sent_at=timezone.now() - timedelta(hours=25, minutes=5))
    assert "đã chờ 25 giờ 5 phút" in signed_in(ben).get("/bulletin/moderation/").content.decode()
    assert re.search(r'<span class="badge bad">2<', signed_in(ben).get("/bulletin/").content.decode())


def test_moderators_are_reminded_once_a_day(client: Client, article: Article, ben: User) -> None:
    ben.email = "ben@example.org"
    ben.save()
    send(client, article, "một")
    Comment.objects.update(sent_at=timezone.now() - timedelta(hours=25))
    for _ in range(2):
        call_command("bulletin_tick", stdout=StringIO())
    assert len(mail.outbox) == 1
    Comment.objects.update(reminded_at=timezone.now() - timedelta(hours=25))
    call_command("bulletin_tick", stdout=StringIO())
    assert len(mail.outbox) == 2


def test_what_must_go_is_erased_on_time(client: Client, article: Article, ben: User) -> None:
    for words in ("bị từ chối", "được đăng"):
        send(client, article, words)
    refused, published = Comment.objects.all()
    gone = Comment.objects.create(number=article.number, language="vi", name="Dân", words="đã gỡ")
    actions.decide(refused, by=ben, state=State.REFUSED, reason=Reason.INSULT)
    actions.decide(published, by=ben, state=State.PUBLISHED)
    actions.decide(gone, by=ben, state=State.PUBLISHED)
    actions.take_down(gone, by=ben, reason=Reason.PERSONAL)
    call_command("bulletin_tick", stdout=StringIO())
    refused.refresh_from_db()
    assert refused.words
    Comment.objects.update(
        decided_at=timezone.now() - timedelta(days=31), sent_at=timezone.now() - timedelta(days=366)
    )
    call_command("bulletin_tick", stdout=StringIO())
    refused.refresh_from_db()
    published.refresh_from_db()
    assert (refused.words, refused.secret, refused.reason) == ("", "", "insult")
    assert (published.words, published.secret) == ("được đăng", "")
    assert (again(gone).words, again(gone).name, again(gone).reason) == ("", "", "personal")
