"""Facts are kept under their mark, out of reach of the editor."""

import wagtail.fields
from django.db import migrations, models

from counterpoise_site.append_only import KeepRows


class Migration(migrations.Migration):
    dependencies = [
        ("bulletin", "0005_facts_chosen_in_two_steps"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptFact",
            fields=[
                ("mark", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=300)),
                ("content", models.TextField()),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AlterField(
            model_name="article",
            name="body",
            field=wagtail.fields.StreamField(
                [("heading", 0), ("paragraph", 1), ("picture", 6), ("fact", 10)],
                block_lookup={
                    0: (
                        "counterpoise_site.bulletin.blocks.Heading",
                        (),
                        {
                            "icon": "title",
                            "label": "Tiêu đề nhỏ",
                            "max_length": 200,
                            "template": "bulletin/blocks/heading.html",
                        },
                    ),
                    1: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "italic", "link", "ol", "ul", "named-editor"],
                            "label": "Đoạn văn",
                            "template": "bulletin/blocks/paragraph.html",
                        },
                    ),
                    2: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Hình"}),
                    3: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Cho người không xem được hình: nêu điều cần biết từ hình.",
                            "label": "Nội dung hình bằng chữ",
                            "max_length": 500,
                        },
                    ),
                    4: ("wagtail.blocks.CharBlock", (), {"label": "Chú thích", "max_length": 300}),
                    5: ("wagtail.blocks.CharBlock", (), {"label": "Nguồn hình", "max_length": 120}),
                    6: (
                        "wagtail.blocks.StructBlock",
                        [[("image", 2), ("alternative", 3), ("caption", 4), ("credit", 5)]],
                        {},
                    ),
                    7: ("counterpoise_site.bulletin.blocks.Reference", (), {"label": "Dữ kiện"}),
                    8: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("pinned", "Giữ như lúc viết bài"),
                                ("anew", "Lấy lại theo dữ liệu hôm nay, rồi giữ"),
                                ("live", "Luôn theo dữ liệu mới"),
                            ],
                            "label": "Cách hiện",
                        },
                    ),
                    9: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Dấu của bản giữ", "max_length": 64, "required": False},
                    ),
                    10: ("wagtail.blocks.StructBlock", [[("reference", 7), ("keep", 8), ("kept", 9)]], {}),
                },
                verbose_name="nội dung",
            ),
        ),
        KeepRows("keptfact"),
    ]
